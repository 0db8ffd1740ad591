extension PropertyTable {
    mutating func addText() {
        add(
            "color", "<color>", inherited: true, initial: "black", fr: "couleur du texte", en: "colour of the text",
            copy: { $0.text.color = $1.text.color }
        ) { stream in
            guard let color = stream.color() else { return nil }
            return { values, context in values.text.color = color.computed(context.parent.text.color) }
        }
        add(
            "line-height", "normal | <number [0,∞]> | <length-percentage [0,∞]>", inherited: true, initial: "normal",
            fr: "interligne", en: "height of lines", copy: { $0.text.lineHeight = $1.text.lineHeight }
        ) { stream in Self.lineHeight(&stream) }
        markLineHeight()
        addKeyword("direction", \.text.direction, inherited: true, fr: "sens de l’écriture", en: "direction of writing")
        addKeyword("unicode-bidi", \.box.unicodeBidi, fr: "niveau d’imbrication bidirectionnelle", en: "bidirectional embedding")
        addKeyword(
            "visibility", \.text.visibility, inherited: true, fr: "visible ou non, en gardant sa place",
            en: "shown or not, keeping its room")
        add(
            "text-align", "start | end | left | right | center | justify | justify-all | match-parent", inherited: true, initial: "start",
            fr: "alignement des lignes", en: "alignment of lines", copy: { $0.text.align = $1.text.align }
        ) { stream in
            if stream.accept("match-parent") {
                return { values, context in
                    let parent = context.parent.text
                    let isLeftToRight = parent.direction == .leftToRight
                    switch parent.align {
                    case .start: values.text.align = isLeftToRight ? .left : .right
                    case .end: values.text.align = isLeftToRight ? .right : .left
                    default: values.text.align = parent.align
                    }
                }
            }
            guard let value = stream.keyword(TextAlign.self) else { return nil }
            return { values, _ in values.text.align = value }
        }
        addKeyword(
            "text-align-last", \.text.alignLast, inherited: true, fr: "alignement de la dernière ligne", en: "alignment of the last line")
        add(
            "text-indent", "<length-percentage> && hanging? && each-line?", inherited: true, initial: "0", fr: "alinéa",
            en: "indent of the first line",
            copy: {
                $0.text.indent = $1.text.indent
                $0.text.indentIsHanging = $1.text.indentIsHanging
                $0.text.indentsEachLine = $1.text.indentsEachLine
            }
        ) { stream in
            var isHanging = false
            var isEachLine = false
            var length: SpecifiedLength?
            while !stream.isAtEnd {
                if !isHanging, stream.accept("hanging") {
                    isHanging = true
                } else if !isEachLine, stream.accept("each-line") {
                    isEachLine = true
                } else if length == nil, let value = stream.lengthPercentage() {
                    length = value
                } else {
                    return nil
                }
            }
            guard let length else { return nil }
            let (hanging, eachLine) = (isHanging, isEachLine)
            return { values, context in
                values.text.indent = length.computed(context)
                values.text.indentIsHanging = hanging
                values.text.indentsEachLine = eachLine
            }
        }
        add(
            "text-transform", "none | [ capitalize | uppercase | lowercase ] || full-width || full-size-kana", inherited: true,
            initial: "none",
            fr: "changement de casse", en: "change of case", copy: { $0.text.transform = $1.text.transform }
        ) { stream in
            if stream.accept("none") { return { values, _ in values.text.transform = [] } }
            let cases: [(String, TextTransform)] = [
                ("capitalize", .capitalize), ("uppercase", .uppercase), ("lowercase", .lowercase), ("full-width", .fullWidth),
                ("full-size-kana", .fullSizeKana),
            ]
            let casing: TextTransform = [.capitalize, .uppercase, .lowercase]
            var value: TextTransform = []
            while let name = stream.identifier, let entry = cases.first(where: { $0.0 == name }) {
                if value.contains(entry.1) || (casing.contains(entry.1) && !value.isDisjoint(with: casing)) { return nil }
                value.insert(entry.1)
                stream.advance()
            }
            guard !value.isEmpty else { return nil }
            let result = value
            return { values, _ in values.text.transform = result }
        }
        add(
            "letter-spacing", "normal | <length>", inherited: true, initial: "normal", fr: "interlettrage",
            en: "space added between letters",
            copy: {
                $0.text.letterSpacing = $1.text.letterSpacing
                $0.text.hasLetterSpacing = $1.text.hasLetterSpacing
            }
        ) { stream in
            if stream.accept("normal") {
                return { values, _ in
                    values.text.letterSpacing = 0
                    values.text.hasLetterSpacing = false
                }
            }
            guard let length = stream.lengthPercentage() else { return nil }
            return { values, context in
                values.text.letterSpacing = length.points(context, of: context.fontSize)
                values.text.hasLetterSpacing = values.text.letterSpacing != 0
            }
        }
        add(
            "word-spacing", "normal | <length-percentage>", inherited: true, initial: "normal", fr: "espace ajouté entre les mots",
            en: "space added between words", copy: { $0.text.wordSpacing = $1.text.wordSpacing }
        ) { stream in
            if stream.accept("normal") { return { values, _ in values.text.wordSpacing = .zero } }
            guard let length = stream.lengthPercentage() else { return nil }
            return { values, context in values.text.wordSpacing = length.computed(context) }
        }
        add(
            "white-space", "normal | nowrap | pre | pre-wrap | pre-line | break-spaces", inherited: true, initial: "normal",
            fr: "sort des espaces et des fins de ligne", en: "what becomes of spaces and line ends",
            copy: { $0.text.whiteSpace = $1.text.whiteSpace }
        ) { stream in
            let kinds: [String: WhiteSpace] = [
                "normal": .normal, "nowrap": .nowrap, "pre": .pre, "pre-wrap": .preWrap, "pre-line": .preLine, "break-spaces": .breakSpaces,
            ]
            guard let name = stream.identifier, let value = kinds[name] else { return nil }
            stream.advance()
            return { values, _ in values.text.whiteSpace = value }
        }
        addKeyword("text-wrap", \.text.textWrap, inherited: true, fr: "équilibre des lignes", en: "balance of lines")
        addAlias("text-wrap-style", of: "text-wrap")
        addKeyword("hyphens", \.text.hyphens, inherited: true, fr: "coupure des mots", en: "hyphenation")
        addAlias("-webkit-hyphens", of: "hyphens")
        add(
            "hyphenate-character", "auto | <string>", inherited: true, initial: "auto", fr: "signe de coupure", en: "sign of hyphenation",
            copy: { $0.text.hyphenateCharacter = $1.text.hyphenateCharacter }
        ) { stream in
            if stream.accept("auto") { return { values, _ in values.text.hyphenateCharacter = nil } }
            guard let text = stream.string() else { return nil }
            return { values, _ in values.text.hyphenateCharacter = text }
        }
        add(
            "hyphenate-limit-chars", "[ auto | <integer> ]{1,3}", inherited: true, initial: "auto",
            fr: "nombre minimal de lettres du mot, avant et après la coupure", en: "least letters of the word, before and after the hyphen",
            copy: { $0.text.hyphenateLimits = $1.text.hyphenateLimits }
        ) { stream in
            var parts: [Int?] = []
            while parts.count < 3, !stream.isAtEnd {
                if stream.accept("auto") {
                    parts.append(nil)
                } else if let number = stream.integer(atLeast: 0) {
                    parts.append(number)
                } else {
                    return nil
                }
            }
            guard let word = parts.first else { return nil }
            let before: Int? = parts.count > 1 ? parts[1] : nil
            let limits = HyphenateLimits(word: word, before: before, after: parts.count > 2 ? parts[2] : before)
            return { values, _ in values.text.hyphenateLimits = limits }
        }
        addKeyword(
            "overflow-wrap", \.text.overflowWrap, inherited: true, fr: "coupure d’un mot trop long", en: "breaking a word that is too long")
        addAlias("word-wrap", of: "overflow-wrap")
        addKeyword("word-break", \.text.wordBreak, inherited: true, fr: "endroits où un mot peut se couper", en: "where a word may break")
        addKeyword("line-break", \.text.lineBreak, inherited: true, fr: "sévérité des coupures de ligne", en: "strictness of line breaking")
        add(
            "hanging-punctuation", "none | [ first || [ force-end | allow-end ] || last ]", inherited: true, initial: "none",
            fr: "ponctuation en marge", en: "punctuation in the margin",
            copy: { $0.text.hangingPunctuation = $1.text.hangingPunctuation }
        ) { stream in
            if stream.accept("none") { return { values, _ in values.text.hangingPunctuation = [] } }
            var value: HangingPunctuation = []
            while let name = stream.identifier {
                switch name {
                case "first": value.insert(.first)
                case "last": value.insert(.last)
                case "force-end" where !value.contains(.allowEnd): value.insert(.forceEnd)
                case "allow-end" where !value.contains(.forceEnd): value.insert(.allowEnd)
                default: return nil
                }
                stream.advance()
            }
            guard !value.isEmpty else { return nil }
            let result = value
            return { values, _ in values.text.hangingPunctuation = result }
        }
        add(
            "tab-size", "<number [0,∞]> | <length [0,∞]>", inherited: true, initial: "8", fr: "largeur d’une tabulation",
            en: "width of a tab",
            copy: { $0.text.tabSize = $1.text.tabSize }
        ) { stream in
            if let number = stream.number(atLeast: 0) { return { values, _ in values.text.tabSize = .spaces(number) } }
            guard let length = stream.length(nonNegative: true) else { return nil }
            return { values, context in values.text.tabSize = .points(length.points(context)) }
        }
        add(
            "vertical-align", "baseline | sub | super | text-top | text-bottom | middle | top | bottom | <length-percentage>",
            initial: "baseline", fr: "place par rapport à la ligne de base, ou dans la cellule",
            en: "place relative to the baseline, or in the cell",
            copy: { $0.box.verticalAlign = $1.box.verticalAlign }
        ) { stream in
            let keywords: [String: VerticalAlign] = [
                "baseline": .baseline, "sub": .sub, "super": .super, "text-top": .textTop, "text-bottom": .textBottom, "middle": .middle,
                "top": .top, "bottom": .bottom,
            ]
            if let name = stream.identifier {
                guard let value = keywords[name] else { return nil }
                stream.advance()
                return { values, _ in values.box.verticalAlign = value }
            }
            guard let length = stream.lengthPercentage() else { return nil }
            return { values, context in values.box.verticalAlign = .raised(length.computed(context)) }
        }
        add(
            "text-decoration-line", "none | [ underline || overline || line-through ]", initial: "none", fr: "traits du texte",
            en: "lines of the text", copy: { $0.decoration.lines = $1.decoration.lines }
        ) { stream in
            guard let lines = Self.decorationLines(&stream) else { return nil }
            return { values, _ in values.decoration.lines = lines }
        }
        addKeyword("text-decoration-style", \.decoration.style, fr: "dessin des traits", en: "drawing of the lines")
        addColor(
            "text-decoration-color", \.decoration.color, .decoration, fr: "couleur des traits", en: "colour of the lines")
        add(
            "text-decoration-thickness", "auto | from-font | <length-percentage>", initial: "auto", fr: "épaisseur des traits",
            en: "thickness of the lines", copy: { $0.decoration.thickness = $1.decoration.thickness }
        ) { stream in
            if stream.accept("auto") || stream.accept("from-font") { return { values, _ in values.decoration.thickness = nil } }
            guard let length = stream.lengthPercentage(nonNegative: true) else { return nil }
            return { values, context in values.decoration.thickness = length.points(context, of: context.fontSize) }
        }
        add(
            "text-underline-offset", "auto | <length-percentage>", inherited: true, initial: "auto", fr: "écart du soulignement",
            en: "distance of the underline", copy: { $0.decoration.underlineOffset = $1.decoration.underlineOffset }
        ) { stream in
            if stream.accept("auto") { return { values, _ in values.decoration.underlineOffset = nil } }
            guard let length = stream.lengthPercentage() else { return nil }
            return { values, context in values.decoration.underlineOffset = length.points(context, of: context.fontSize) }
        }
        add(
            "text-shadow", "none | [ <color>? && <length>{2,3} ]#", inherited: true, initial: "none", fr: "ombres du texte",
            en: "shadows of the text", copy: { $0.text.shadow = $1.text.shadow }
        ) { stream in
            if stream.accept("none") { return { values, _ in values.text.shadow = [] } }
            var shadows: [(SpecifiedColor, [SpecifiedLength])] = []
            repeat {
                var color = stream.color()
                var lengths: [SpecifiedLength] = []
                while lengths.count < 3, let length = stream.length() { lengths.append(length) }
                if color == nil { color = stream.color() }
                guard lengths.count >= 2 else { return nil }
                shadows.append((color ?? .current, lengths))
            } while stream.accept(.comma)
            let result = shadows
            return { values, context in
                values.text.shadow = result.map { color, lengths in
                    TextShadow(
                        x: lengths[0].points(context), y: lengths[1].points(context),
                        blur: lengths.count > 2 ? max(0, lengths[2].points(context)) : 0, color: color.computed(values.text.color))
                }
            }
        }
    }

    /// A colour that may be `currentcolor`.
    mutating func addColor(
        _ name: String, _ path: any WritableKeyPath<StyleValues, CSSColor> & Sendable, _ flag: CurrentColors, fr: String, en: String
    ) {
        add(
            name, "<color>", initial: "currentcolor", fr: fr, en: en,
            copy: { values, other in
                values[keyPath: path] = other[keyPath: path]
                if other.currentColors.contains(flag) { values.currentColors.insert(flag) } else { values.currentColors.remove(flag) }
            }
        ) { stream in
            guard let color = stream.color() else { return nil }
            return { values, _ in Self.set(color, &values, path, flag) }
        }
    }

    static func set(
        _ color: SpecifiedColor, _ values: inout StyleValues, _ path: WritableKeyPath<StyleValues, CSSColor>, _ flag: CurrentColors
    ) {
        switch color {
        case .color(let color):
            values[keyPath: path] = color
            values.currentColors.remove(flag)
        case .current: values.currentColors.insert(flag)
        }
    }

    static func lineHeight(_ stream: inout ValueStream) -> Assignment? {
        if stream.accept("normal") { return { values, _ in values.text.lineHeight = .normal } }
        if let number = stream.number(atLeast: 0) { return { values, _ in values.text.lineHeight = .number(number) } }
        guard let length = stream.lengthPercentage(nonNegative: true) else { return nil }
        return { values, context in values.text.lineHeight = .points(max(0, length.points(context, of: context.fontSize))) }
    }

    static func decorationLines(_ stream: inout ValueStream) -> TextDecoration.Lines? {
        if stream.accept("none") { return [] }
        var lines: TextDecoration.Lines = []
        var hasBlink = false
        while let name = stream.identifier {
            switch name {
            case "underline" where !lines.contains(.underline): lines.insert(.underline)
            case "overline" where !lines.contains(.overline): lines.insert(.overline)
            case "line-through" where !lines.contains(.lineThrough): lines.insert(.lineThrough)
            // Paper does not blink.
            case "blink": hasBlink = true
            default: return lines.isEmpty && !hasBlink ? nil : lines
            }
            stream.advance()
        }
        return lines.isEmpty && !hasBlink ? nil : lines
    }
}
