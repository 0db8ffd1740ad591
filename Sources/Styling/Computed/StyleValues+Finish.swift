extension StyleValues {
    /// Values that hang on others: colours, widths of absent borders, box types, decorations, quotes, features.
    mutating func finish(parent: ComputedStyle?, isRoot: Bool = false, blockifies: Bool = false) {
        finishColors()
        finishWidths()
        finishDisplay(isRoot: isRoot, blockifies: blockifies)
        finishDecorations(parent: parent)
        if generated.quotesAreAutomatic { generated.quotes = QuotePair.usual(in: text.language) }
        finishFeatures()
        background.layers = background.parts.images == [nil] ? [] : background.parts.layers()
        background.colorClip = background.parts.clips[(background.parts.images.count - 1) % background.parts.clips.count]
        if box.overflowX != box.overflowY {
            // One axis that clips makes the other do so (CSS Overflow 3, clause 3.1).
            if box.overflowX == .visible { box.overflowX = box.overflowY == .clip ? .visible : .auto }
            if box.overflowY == .visible { box.overflowY = box.overflowX == .clip ? .visible : .auto }
        }
        if case .raised(let shift) = box.verticalAlign, shift.hasPercentage {
            let height: Double? =
                switch text.lineHeight {
                case .normal: nil
                case .number(let factor): factor * font.size
                case .points(let points): points
                }
            if let height { box.verticalAlign = .raised(.points(shift.resolved(against: height))) }
        }
    }

    func finished() -> StyleValues {
        var values = self
        values.finish(parent: nil)
        return values
    }

    private mutating func finishColors() {
        guard !currentColors.isEmpty else { return }
        let color = text.color
        if currentColors.contains(.borderTop) { border.top.color = color }
        if currentColors.contains(.borderRight) { border.right.color = color }
        if currentColors.contains(.borderBottom) { border.bottom.color = color }
        if currentColors.contains(.borderLeft) { border.left.color = color }
        if currentColors.contains(.outline) { border.outline.color = color }
        if currentColors.contains(.columnRule) { columns.rule.color = color }
        if currentColors.contains(.decoration) { decoration.color = color }
        if currentColors.contains(.background) { background.color = color }
    }

    private mutating func finishWidths() {
        if !border.top.style.isDrawn { border.top.width = 0 }
        if !border.right.style.isDrawn { border.right.width = 0 }
        if !border.bottom.style.isDrawn { border.bottom.width = 0 }
        if !border.left.style.isDrawn { border.left.width = 0 }
        if !border.outline.style.isDrawn { border.outline.width = 0 }
        if !columns.rule.style.isDrawn { columns.rule.width = 0 }
    }

    private mutating func finishDisplay(isRoot: Bool, blockifies: Bool) {
        box.specifiedDisplay = box.display
        if box.position == .absolute || box.position == .fixed || box.position == .running {
            if box.float != .footnote { box.float = .none }
        }
        let isTakenOut = box.float == .left || box.float == .right || box.isAbsolutelyPositioned || box.position == .running
        if box.display != .none, box.display != .contents, isTakenOut || isRoot || blockifies { box.display = box.display.blockified }
        if isRoot, box.display == .contents { box.display = .block }
        if box.float == .footnote, box.display != .none {
            box.display = generated.footnoteDisplay == .block ? box.display.blockified : box.display
        }
    }

    private mutating func finishDecorations(parent: ComputedStyle?) {
        // Not into floats, absolutely positioned and atomic inline boxes (CSS Text Decoration 3, clause 2.1).
        if box.isOutOfFlow || box.display.isAtomicInline {
            text.decorations = []
        } else {
            text.decorations = parent?.text.decorations ?? []
        }
        guard !decoration.lines.isEmpty, box.display != .contents else { return }
        text.decorations.append(
            TextDecoration(
                lines: decoration.lines, style: decoration.style, color: decoration.color, thickness: decoration.thickness,
                underlineOffset: decoration.underlineOffset, fontSize: font.size))
    }

    /// CSS Fonts 4, clause 6: low-level settings come last and win.
    private mutating func finishFeatures() {
        let isPlain =
            font.variantCaps == .normal && font.variantPosition == .normal && font.variantNumeric.isEmpty
            && font.variantLigatures.isEmpty && font.kerning == .auto && font.featureSettings.isEmpty && !text.hasLetterSpacing
        if isPlain {
            if !font.features.isEmpty { font.features = [] }
            return
        }
        var features: [FontFeature] = []
        func add(_ name: String, _ value: UInt32 = 1) {
            guard let feature = FontFeature(name: name, value: value) else { return }
            features.removeAll { $0.tag == feature.tag }
            features.append(feature)
        }
        if font.kerning == .none { add("kern", 0) } else if font.kerning == .normal { add("kern") }
        if text.hasLetterSpacing, text.letterSpacing != 0 {
            add("liga", 0)
            add("clig", 0)
        }
        let ligatures = font.variantLigatures
        if ligatures.contains(.common) || ligatures.contains(.noCommon) {
            let value: UInt32 = ligatures.contains(.common) ? 1 : 0
            add("liga", value)
            add("clig", value)
        }
        if ligatures.contains(.discretionary) { add("dlig") } else if ligatures.contains(.noDiscretionary) { add("dlig", 0) }
        if ligatures.contains(.historical) { add("hlig") } else if ligatures.contains(.noHistorical) { add("hlig", 0) }
        if ligatures.contains(.contextual) { add("calt") } else if ligatures.contains(.noContextual) { add("calt", 0) }
        switch font.variantCaps {
        case .normal: break
        case .smallCaps: add("smcp")
        case .allSmallCaps:
            add("c2sc")
            add("smcp")
        case .petiteCaps: add("pcap")
        case .allPetiteCaps:
            add("c2pc")
            add("pcap")
        case .unicase: add("unic")
        case .titlingCaps: add("titl")
        }
        let numeric = font.variantNumeric
        if numeric.contains(.lining) { add("lnum") }
        if numeric.contains(.oldstyle) { add("onum") }
        if numeric.contains(.proportional) { add("pnum") }
        if numeric.contains(.tabular) { add("tnum") }
        if numeric.contains(.diagonalFractions) { add("frac") }
        if numeric.contains(.stackedFractions) { add("afrc") }
        if numeric.contains(.ordinal) { add("ordn") }
        if numeric.contains(.slashedZero) { add("zero") }
        switch font.variantPosition {
        case .normal: break
        case .sub: add("subs")
        case .super: add("sups")
        }
        for setting in font.featureSettings {
            features.removeAll { $0.tag == setting.tag }
            features.append(setting)
        }
        font.features = features.sorted { $0.tag < $1.tag }
    }
}
