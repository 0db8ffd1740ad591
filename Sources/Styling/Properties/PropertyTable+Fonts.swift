extension PropertyTable {
    mutating func addFonts() {
        add(
            "font-family", "[ <family-name> | <generic-family> ]#", inherited: true, initial: "serif",
            fr: "familles de caractères, par ordre de préférence", en: "font families, in order of preference",
            copy: { $0.font.families = $1.font.families }
        ) { stream in
            guard let families = Self.families(&stream) else { return nil }
            return { values, _ in values.font.families = families }
        }
        add(
            "font-size", "<absolute-size> | smaller | larger | <length-percentage [0,∞]>", inherited: true, initial: "medium",
            fr: "corps du texte", en: "size of the type", copy: { $0.font.size = $1.font.size }
        ) { stream in Self.fontSize(&stream) }
        markFontSize()
        add(
            "font-weight", "normal | bold | bolder | lighter | <number [1,1000]>", inherited: true, initial: "normal",
            fr: "graisse", en: "weight of the type", copy: { $0.font.weight = $1.font.weight }
        ) { stream in Self.fontWeight(&stream) }
        add(
            "font-style", "normal | italic | oblique <angle>?", inherited: true, initial: "normal", fr: "romain, italique ou oblique",
            en: "roman, italic or oblique", copy: { $0.font.style = $1.font.style }
        ) { stream in Self.fontStyle(&stream) }
        add(
            "font-stretch", "<percentage [0,∞]> | ultra-condensed … ultra-expanded", inherited: true, initial: "normal",
            fr: "chasse de la fonte", en: "width of the face", copy: { $0.font.stretch = $1.font.stretch }
        ) { stream in
            guard let value = Self.fontStretch(&stream) else { return nil }
            return { values, _ in values.font.stretch = value }
        }
        addAlias("font-width", of: "font-stretch")
        addKeyword("font-variant-caps", \.font.variantCaps, inherited: true, fr: "petites capitales", en: "small capitals")
        addKeyword(
            "font-variant-position", \.font.variantPosition, inherited: true, fr: "exposants et indices dessinés",
            en: "drawn superscripts and subscripts")
        add(
            "font-variant-numeric",
            "normal | [ lining-nums | oldstyle-nums ] || [ proportional-nums | tabular-nums ] || [ diagonal-fractions | stacked-fractions ] || ordinal || slashed-zero",
            inherited: true, initial: "normal", fr: "forme des chiffres", en: "shape of the figures",
            copy: { $0.font.variantNumeric = $1.font.variantNumeric }
        ) { stream in
            if stream.accept("normal") { return { values, _ in values.font.variantNumeric = [] } }
            guard let value = Self.variantNumeric(&stream) else { return nil }
            return { values, _ in values.font.variantNumeric = value }
        }
        add(
            "font-variant-ligatures",
            "normal | none | [ [no-]common-ligatures || [no-]discretionary-ligatures || [no-]historical-ligatures || [no-]contextual ]",
            inherited: true, initial: "normal", fr: "ligatures", en: "ligatures",
            copy: { $0.font.variantLigatures = $1.font.variantLigatures }
        ) { stream in
            if stream.accept("normal") { return { values, _ in values.font.variantLigatures = [] } }
            if stream.accept("none") { return { values, _ in values.font.variantLigatures = Self.noLigatures } }
            guard let value = Self.variantLigatures(&stream) else { return nil }
            return { values, _ in values.font.variantLigatures = value }
        }
        addKeyword("font-kerning", \.font.kerning, inherited: true, fr: "crénage", en: "kerning")
        add(
            "font-feature-settings", "normal | [ <string> [ <integer> | on | off ]? ]#", inherited: true, initial: "normal",
            fr: "fonctions OpenType", en: "OpenType features", copy: { $0.font.featureSettings = $1.font.featureSettings }
        ) { stream in
            if stream.accept("normal") { return { values, _ in values.font.featureSettings = [] } }
            guard let features = Self.featureSettings(&stream) else { return nil }
            return { values, _ in values.font.featureSettings = features }
        }
        add(
            "font-synthesis", "none | [ weight || style || small-caps ]", inherited: true, initial: "weight style small-caps",
            fr: "ce qui peut être imité quand la fonte manque", en: "what may be imitated when the face is missing",
            copy: { $0.font.synthesis = $1.font.synthesis }
        ) { stream in
            if stream.accept("none") { return { values, _ in values.font.synthesis = [] } }
            var value: FontSynthesis = []
            while true {
                if stream.accept("weight") {
                    value.insert(.weight)
                } else if stream.accept("style") {
                    value.insert(.style)
                } else if stream.accept("small-caps") {
                    value.insert(.smallCaps)
                } else {
                    break
                }
            }
            guard !value.isEmpty else { return nil }
            let result = value
            return { values, _ in values.font.synthesis = result }
        }
        markFontsEnd()
    }

    static let noLigatures: FontVariantLigatures = [.noCommon, .noDiscretionary, .noHistorical, .noContextual]

    static func families(_ stream: inout ValueStream) -> [FontFamily]? {
        var families: [FontFamily] = []
        repeat {
            if let name = stream.string() {
                families.append(.named(name))
                continue
            }
            guard let first = stream.customIdent() else { return nil }
            var words = [first]
            while let next = stream.ident() { words.append(next) }
            if words.count == 1, let generic = GenericFamily(rawValue: first.lowercased()) {
                families.append(.generic(generic))
            } else {
                families.append(.named(words.joined(separator: " ")))
            }
        } while stream.accept(.comma)
        return families
    }

    /// CSS Fonts 4, clause 2.5.1; `medium` is 12 pt.
    private static let sizes: [String: Double] = [
        "xx-small": 0.6, "x-small": 0.75, "small": 8.0 / 9, "medium": 1, "large": 1.2, "x-large": 1.5, "xx-large": 2, "xxx-large": 3,
    ]

    static func fontSize(_ stream: inout ValueStream) -> Assignment? {
        if let name = stream.identifier {
            if let factor = sizes[name] {
                stream.advance()
                return { values, _ in values.font.size = 12 * factor }
            }
            if name == "larger" || name == "smaller" {
                stream.advance()
                let factor = name == "larger" ? 1.2 : 1 / 1.2
                return { values, context in values.font.size = context.parent.font.size * factor }
            }
            return nil
        }
        guard let length = stream.lengthPercentage(nonNegative: true) else { return nil }
        return { values, context in
            values.font.size = max(0, min(1e6, length.points(context, of: context.parent.font.size)))
        }
    }

    static func fontWeight(_ stream: inout ValueStream) -> Assignment? {
        if stream.accept("normal") { return { values, _ in values.font.weight = 400 } }
        if stream.accept("bold") { return { values, _ in values.font.weight = 700 } }
        if stream.accept("bolder") {
            return { values, context in
                let old = context.parent.font.weight
                values.font.weight = old < 350 ? 400 : old < 550 ? 700 : max(old, 900)
            }
        }
        if stream.accept("lighter") {
            return { values, context in
                let old = context.parent.font.weight
                values.font.weight = old < 100 ? old : old < 550 ? 100 : old < 750 ? 400 : 700
            }
        }
        guard let number = stream.number(atLeast: 1), number <= 1000 else { return nil }
        return { values, _ in values.font.weight = number }
    }

    static func fontStyleValue(_ stream: inout ValueStream) -> FontStyle? {
        if stream.accept("normal") { return .normal }
        if stream.accept("italic") { return .italic }
        guard stream.accept("oblique") else { return nil }
        guard stream.kind == .dimension, let angle = stream.angle() else { return .oblique(14) }
        return abs(angle) <= 90 ? .oblique(angle) : nil
    }

    static func fontStyle(_ stream: inout ValueStream) -> Assignment? {
        guard let style = fontStyleValue(&stream) else { return nil }
        return { values, _ in values.font.style = style }
    }

    static let stretchKeywords: [String: Double] = [
        "ultra-condensed": 0.5, "extra-condensed": 0.625, "condensed": 0.75, "semi-condensed": 0.875, "normal": 1, "semi-expanded": 1.125,
        "expanded": 1.25, "extra-expanded": 1.5, "ultra-expanded": 2,
    ]

    static func fontStretch(_ stream: inout ValueStream) -> Double? {
        if let name = stream.identifier, let value = stretchKeywords[name] {
            stream.advance()
            return value
        }
        return stream.percentage(atLeast: 0)
    }

    static func variantNumeric(_ stream: inout ValueStream) -> FontVariantNumeric? {
        let groups: [[(String, FontVariantNumeric)]] = [
            [("lining-nums", .lining), ("oldstyle-nums", .oldstyle)],
            [("proportional-nums", .proportional), ("tabular-nums", .tabular)],
            [("diagonal-fractions", .diagonalFractions), ("stacked-fractions", .stackedFractions)],
            [("ordinal", .ordinal)], [("slashed-zero", .slashedZero)],
        ]
        var value: FontVariantNumeric = []
        while let name = stream.identifier {
            guard let group = groups.first(where: { $0.contains { $0.0 == name } }), let entry = group.first(where: { $0.0 == name }),
                !group.contains(where: { value.contains($0.1) })
            else { break }
            value.insert(entry.1)
            stream.advance()
        }
        return value.isEmpty ? nil : value
    }

    static func variantLigatures(_ stream: inout ValueStream) -> FontVariantLigatures? {
        let pairs: [[(String, FontVariantLigatures)]] = [
            [("common-ligatures", .common), ("no-common-ligatures", .noCommon)],
            [("discretionary-ligatures", .discretionary), ("no-discretionary-ligatures", .noDiscretionary)],
            [("historical-ligatures", .historical), ("no-historical-ligatures", .noHistorical)],
            [("contextual", .contextual), ("no-contextual", .noContextual)],
        ]
        var value: FontVariantLigatures = []
        while let name = stream.identifier {
            guard let pair = pairs.first(where: { $0.contains { $0.0 == name } }), let entry = pair.first(where: { $0.0 == name }),
                !pair.contains(where: { value.contains($0.1) })
            else { break }
            value.insert(entry.1)
            stream.advance()
        }
        return value.isEmpty ? nil : value
    }

    static func featureSettings(_ stream: inout ValueStream) -> [FontFeature]? {
        var features: [FontFeature] = []
        repeat {
            guard let name = stream.string() else { return nil }
            var value: UInt32 = 1
            if stream.accept("off") {
                value = 0
            } else if !stream.accept("on"), stream.kind == .number {
                guard let number = stream.integer(atLeast: 0) else { return nil }
                value = UInt32(clamping: number)
            }
            guard let feature = FontFeature(name: name, value: value) else { return nil }
            features.append(feature)
        } while stream.accept(.comma)
        return features
    }
}
