import Diagnostics

extension Checker {
    /// A target such as `math` in `math.greates(…)`: no name, but the beginning of functions' names.
    func unknownNamespace(_ target: SyntaxTree.ID) -> String? {
        guard let name = qualifiedName(target), let root = name.split(separator: ".").first.map(String.init) else { return nil }
        guard !locals.contains(where: { $0.name == root }), environment.variables[root] == nil, environment.variables[name] == nil else {
            return nil
        }
        let prefix = name + "."
        return environment.functions.keys.contains { $0.hasPrefix(prefix) } ? name : nil
    }

    /// Whether the call is a macro with a number of arguments that it does not have; told here.
    mutating func isMisusedMacro(_ name: String, at range: Range<Int>) -> Bool {
        let macros = CELReference.macros.filter { $0.name == name || (name == "existsOne" && $0.name == "exists_one") }
        guard isChecked, !macros.isEmpty, environment.functions[name] == nil else { return false }
        bag.append(CELDiagnostics.macroArguments(name, signatures: macros.flatMap(\.signatures), at: text.span(range)))
        return true
    }

    /// Tells that there is no such function.
    mutating func unknownFunction(_ name: String, at range: Range<Int>) -> CELType {
        var known = environment.functions.keys.filter { !$0.contains("_") && !$0.hasPrefix("@") }
        known += CELReference.macros.map(\.name)
        bag.append(
            CELDiagnostics.unknownFunction(
                name, nearest: NearestName.of(name, among: known.sorted()), hint: Self.otherFunction(name), at: text.span(range)))
        return .error
    }

    /// What other languages call the functions of CEL.
    private static func otherFunction(_ name: String) -> Bilingual? {
        let written: String? =
            switch name {
            case "len", "length", "count", "taille", "longueur": "size(x)"
            case "isEmpty", "empty", "estVide": "size(x) == 0"
            case "str", "toString", "texte": "string(x)"
            case "lower", "toLower", "toLowerCase", "lowercase": "x.lowerAscii()"
            case "upper", "toUpper", "toUpperCase", "uppercase": "x.upperAscii()"
            case "includes", "contient": "x.contains(y)"
            case "not", "NOT", "non": "!x"
            case "iif", "IF", "If", "si", "SI": "condition ? a : b"
            case "any", "some": "list.exists(x, condition)"
            case "every": "list.all(x, condition)"
            case "max": "math.greatest(a, b)"
            case "min": "math.least(a, b)"
            case "abs", "round", "floor", "ceil", "sqrt": "math.\(name)(x)"
            case "isNull", "isnull": "x == null"
            case "exists": "has(x.y)"
            default: nil
            }
        return written.map { Bilingual(fr: "écrivez `\($0)`", en: "write `\($0)`") }
    }

    /// Tells that a function or an operator does not take these types.
    mutating func noOverload(
        _ declaration: FunctionDeclaration, _ function: String, _ operands: [SyntaxTree.ID], _ types: [CELType], isMember: Bool,
        at range: Range<Int>
    ) {
        let message: Bilingual
        var hint: Bilingual?
        if let sign = CELDiagnostics.signs[function], !isMember {
            message = operatorMismatch(function, sign, types)
            hint = mend(function, operands, types)
        } else {
            (message, hint) = functionMismatch(declaration, isMember ? function : declaration.name, types, isMember: isMember)
        }
        bag.append(CELDiagnostics.noOverload(message, hint: hint, at: text.span(range)))
    }

    private func operatorMismatch(_ function: String, _ sign: String, _ types: [CELType]) -> Bilingual {
        let words = types.map(\.words)
        guard types.count == 2 else {
            let found = types.first?.wordsAndName ?? CELType.dyn.words
            return Bilingual(fr: "`\(sign)` ne s’applique pas à \(found.fr)", en: "`\(sign)` does not apply to \(found.en)")
        }
        switch function {
        case "@in":
            if case .list = types[1] {
                return Bilingual(
                    fr: "`in` ne peut trouver \(words[0].fr) dans \(words[1].fr)", en: "`in` cannot find \(words[0].en) in \(words[1].en)")
            }
            if case .map(let key, _) = types[1] {
                return Bilingual(
                    fr: "les clés sont des valeurs de type `\(key.description)`, à gauche de `in` se trouve \(words[0].fr)",
                    en: "the keys are of type `\(key.description)`, the left of `in` is \(words[0].en)")
            }
            return Bilingual(
                fr: "`in` cherche dans une liste ou une table, à droite se trouve \(words[1].fr)",
                en: "`in` searches a list or a map, the right is \(words[1].en)")
        case "_[_]", "_[?_]":
            switch types[0] {
            case .list:
                return Bilingual(
                    fr: "le rang dans une liste est un nombre entier, ceci est \(words[1].fr)",
                    en: "the position in a list is a whole number, this is \(words[1].en)")
            case .map(let key, _):
                return Bilingual(
                    fr: "la clé de cette table est \(key.words.fr), ceci est \(words[1].fr)",
                    en: "the key of this map is \(key.words.en), this is \(words[1].en)")
            default:
                return Bilingual(
                    fr: "`[ ]` prend un élément d’une liste ou d’une table, ceci est \(words[0].fr)",
                    en: "`[ ]` takes an element of a list or a map, this is \(words[0].en)")
            }
        case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_":
            guard types[0] == types[1] else {
                return Bilingual(
                    fr: "les deux côtés de `\(sign)` diffèrent\u{A0}: à gauche \(words[0].fr), à droite \(words[1].fr)",
                    en: "the two sides of `\(sign)` differ: the left is \(words[0].en), the right is \(words[1].en)")
            }
            return Bilingual(
                fr: "`\(sign)` ne compare pas \(words[0].fr) à un autre", en: "`\(sign)` does not compare \(words[0].en) with another")
        default:
            return Bilingual(
                fr: "`\(sign)` ne s’applique pas à \(words[0].fr) et \(words[1].fr)",
                en: "`\(sign)` does not apply to \(words[0].en) and \(words[1].en)")
        }
    }

    /// How the author most likely makes both sides agree.
    private func mend(_ function: String, _ operands: [SyntaxTree.ID], _ types: [CELType]) -> Bilingual? {
        guard operands.count == 2 else { return nil }
        func write(_ text: String) -> Bilingual { Bilingual(fr: "écrivez `\(text)`", en: "write `\(text)`") }
        let relations: Set<String> = ["_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_"]
        // `1 < x < 5` compares true or false with a number.
        if relations.contains(function), case .call(let inner, nil, let sides, _) = tree[operands[0]].kind, relations.contains(inner),
            sides.count == 2, let first = CELDiagnostics.signs[inner], let second = CELDiagnostics.signs[function]
        {
            let (a, b, c) = (tree.text(of: sides[0]), tree.text(of: sides[1]), tree.text(of: operands[1]))
            return write("\(a) \(first) \(b) && \(b) \(second) \(c)")
        }
        if function == "@in", types[1] == .string, types[0] == .string {
            return write("\(tree.text(of: operands[1])).contains(\(tree.text(of: operands[0])))")
        }
        for (index, other) in [(0, 1), (1, 0)] {
            let (type, wanted) = (types[index], types[other])
            let written = tree.text(of: operands[index])
            let isLiteral = if case .literal = tree[operands[index]].kind { true } else { false }
            switch (type, wanted) {
            case (.optional(let inner), let wanted) where inner == wanted || inner == .dyn: return write("\(written).orValue(…)")
            case (.string, .int), (.string, .double):
                guard case .literal(.string(let text)) = tree[operands[index]].kind, Double(text) != nil else { continue }
                return write(text)
            case (.int, .string) where isLiteral: return write("'\(written)'")
            case (.double, .string) where isLiteral: return write("'\(written)'")
            case (.bool, .string) where isLiteral: return write("'\(written)'")
            case (.string, .timestamp): return write("timestamp(\(written))")
            case (.string, .duration): return write("duration(\(written))")
            case (.int, .duration), (.int, .timestamp): return write("duration('\(isLiteral ? written : "24")h')")
            case (.int, .double) where isLiteral: return write("\(written).0")
            case (.null, .timestamp), (.null, .duration), (.null, .record): return write("\(tree.text(of: operands[other])) != null && …")
            default: continue
            }
        }
        if types.contains(.null), let other = types[0] == .null ? operands.last : operands.first, path(other)?.contains(".") == true,
            relations.contains(function)
        {
            let written = tree.text(of: other)
            return Bilingual(
                fr: "pour savoir si le champ est là, écrivez `has(\(written))`",
                en: "to know whether the field is there, write `has(\(written))`")
        }
        let (left, right) = (tree.text(of: operands[0]), tree.text(of: operands[1]))
        switch (types[0], types[1]) {
        case (.string, .int), (.string, .uint), (.string, .double), (.string, .bool):
            return function == "_+_" ? write("string(\(right))") : write("\(types[1].description)(\(left))")
        case (.int, .string), (.uint, .string), (.double, .string), (.bool, .string):
            return function == "_+_" ? write("string(\(left))") : write("\(types[0].description)(\(right))")
        case (.int, .double): return write("double(\(left))")
        case (.double, .int): return write("double(\(right))")
        case (.int, .uint): return write("int(\(right))")
        case (.uint, .int): return write("int(\(left))")
        default: return nil
        }
    }

    private func functionMismatch(
        _ declaration: FunctionDeclaration, _ function: String, _ types: [CELType], isMember: Bool
    ) -> (Bilingual, Bilingual?) {
        let styled = declaration.overloads.filter { $0.isMember == isMember }
        guard let first = styled.first else {
            let written = isMember ? "\(declaration.name)(x)" : "x.\(declaration.name)()"
            return (
                isMember
                    ? Bilingual(fr: "`\(function)` ne s’écrit pas derrière un point", en: "`\(function)` is not written behind a dot")
                    : Bilingual(fr: "`\(function)` s’écrit derrière un point", en: "`\(function)` is written behind a dot"),
                Bilingual(fr: "écrivez `\(written)`", en: "write `\(written)`")
            )
        }
        let hidden = isMember ? 1 : 0
        let counts = Set(styled.map { $0.parameters.count - hidden }).sorted()
        let found = types.count - hidden
        guard counts.contains(found) else {
            let numbers = counts.map(String.init)
            let plural = counts.allSatisfy { $0 < 2 } ? "" : "s"
            return (
                Bilingual(
                    fr: "`\(function)` prend \(numbers.joined(separator: " ou ")) argument\(plural), ici \(found)",
                    en: "`\(function)` takes \(numbers.joined(separator: " or ")) argument\(plural), here \(found)"),
                usage(declaration)
            )
        }
        let fitting = styled.filter { $0.parameters.count == types.count }
        // The first argument that no signature takes is the one to name.
        let odd = types.indices.first { index in
            !fitting.contains { overload in
                var trial = substitution
                let (parameters, _) = trial.instantiate(overload)
                return trial.unify(parameters[index], types[index])
            }
        }
        guard let odd else {
            func list(_ language: Language, _ parameters: [CELType]) -> String {
                "(" + parameters.map { $0.words[language] }.joined(separator: ", ") + ")"
            }
            let known = (fitting.isEmpty ? [first] : fitting).prefix(4)
            return (
                Bilingual(
                    fr:
                        "`\(function)` prend \(known.map { list(.french, $0.parameters) }.joined(separator: " ou ")), ici \(list(.french, types))",
                    en:
                        "`\(function)` takes \(known.map { list(.english, $0.parameters) }.joined(separator: " or ")), here \(list(.english, types))"
                ),
                usage(declaration)
            )
        }
        var wanted: [Bilingual] = []
        for overload in fitting where !wanted.contains(overload.parameters[odd].words) { wanted.append(overload.parameters[odd].words) }
        let got = types[odd].wordsAndName
        let fr = Self.choice(wanted.prefix(6).map(\.fr), "ou")
        let en = Self.choice(wanted.prefix(6).map(\.en), "or")
        if isMember, odd == 0 {
            return (
                Bilingual(
                    fr: "`\(function)` s’applique à \(fr), ceci est \(got.fr)", en: "`\(function)` applies to \(en), this is \(got.en)"),
                usage(declaration)
            )
        }
        let isOnly = types.count - hidden == 1
        return (
            Bilingual(
                fr: "`\(function)` prend \(fr)\(isOnly ? "" : " comme argument \(odd + 1 - hidden)"), ici \(got.fr)",
                en: "`\(function)` takes \(en)\(isOnly ? "" : " as argument \(odd + 1 - hidden)"), here \(got.en)"),
            usage(declaration)
        )
    }

    /// `a, b ou c`.
    private static func choice(_ words: [String], _ or: String) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(or) " + last
    }

    private func usage(_ declaration: FunctionDeclaration) -> Bilingual? {
        guard let example = declaration.documentation?.examples.first?.expression else { return nil }
        return Bilingual(fr: "par exemple `\(example)`", en: "for example `\(example)`")
    }
}
