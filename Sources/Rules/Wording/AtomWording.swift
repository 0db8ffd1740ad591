import CEL
import Diagnostics

/// Says what one indivisible part of a condition asks.
struct AtomWording {
    let program: Program
    let context: WordingContext

    private var tree: SyntaxTree { program.tree }
    private var operands: OperandWording { OperandWording(program: program, context: context) }

    /// The predicate of a node that is true or false; nil for what is said otherwise.
    func predicate(_ id: SyntaxNodeID) -> Predicate? {
        switch tree[id].kind {
        case .presence(let owner, let field, _): return presence(owner, field)
        case .call(let name, let target, let arguments, _):
            if target == nil, arguments.count == 2 {
                if let predicate = comparison(name, arguments[0], arguments[1]) { return predicate }
            }
            return call(id)
        case .select, .identifier: return truth(id)
        default: return nil
        }
    }

    private func presence(_ ownerID: SyntaxNodeID, _ field: String) -> Predicate {
        let owner = operands.operand(ownerID)
        let declared = context.field(field, of: owner.type)
        let own =
            declared?.label.map { Phrase(label: $0.bilingual, isQuoted: declared?.type == .boolean) }
            ?? WordingContext.builtinLabel(field) ?? Phrase(verbatim: "«\u{A0}\(field)\u{A0}»", "“\(field)”")
        var isSilent = false
        if case .identifier(let name, _) = tree[ownerID].kind { isSilent = context.variables[name]?.isSilent ?? false }
        if case .select(let root, _, _, _) = tree[ownerID].kind, case .identifier("forms", _) = tree[root].kind { isSilent = true }
        let subject = isSilent ? own : own.of(owner.phrase)
        return Predicate(
            subject, .be, Bilingual(fr: subject.fr.agreeing("rempli"), en: "filled in"), negative: nil)
    }

    /// A field or a function that is itself true or false.
    private func truth(_ id: SyntaxNodeID) -> Predicate {
        Predicate(operands.operand(id).phrase, .be, fr: "«\u{A0}oui\u{A0}»", en: "“yes”")
    }

    // MARK: Comparisons

    private func comparison(_ sign: String, _ leftID: SyntaxNodeID, _ rightID: SyntaxNodeID) -> Predicate? {
        let (left, right) = (operands.operand(leftID), operands.operand(rightID))
        switch sign {
        case "_==_": return equality(left, right, leftID, rightID)
        case "_!=_": return nil  // the caller turns it round
        case "@in": return membership(left, right)
        case "_<_", "_<=_", "_>_", "_>=_":
            if left.constant != nil, right.constant == nil { return order(Self.mirrored[sign] ?? sign, right, left) }
            return order(sign, left, right)
        default: return nil
        }
    }

    private static let mirrored = ["_<_": "_>_", "_<=_": "_>=_", "_>_": "_<_", "_>=_": "_<=_"]

    func comparisonOfEquals(_ left: SyntaxNodeID, _ right: SyntaxNodeID) -> Predicate {
        equality(operands.operand(left), operands.operand(right), left, right)
    }

    private func equality(
        _ left: OperandWording.Operand, _ right: OperandWording.Operand, _ leftID: SyntaxNodeID, _ rightID: SyntaxNodeID
    ) -> Predicate {
        if left.constant != nil, right.constant == nil { return equality(right, left, rightID, leftID) }
        if let one = left.person, let other = right.person {
            return Predicate(one, .be, other.bilingual)
        }
        if let path = left.path, case .string(let id)? = right.constant, let label = context.label(of: id, type: left.type, path: path) {
            let quoted = WordingContext.quoted(label)
            if path == "dossier.state" {
                return Predicate(
                    Phrase(FrenchNoun("le dossier"), en: "the dossier"), .be, fr: "à l’état \(quoted.fr)", en: "in the state \(quoted.en)")
            }
            if path.hasSuffix(".profile"), case .select(let owner, _, _, _) = tree[leftID].kind {
                return Predicate(operands.operand(owner).phrase, .have, fr: "le profil \(quoted.fr)", en: "the profile \(quoted.en)")
            }
            return Predicate(left.phrase, .be, quoted)
        }
        if case .int(0)? = right.constant, let list = counted(leftID) {
            return Predicate(list, .be, fr: "vide" + (list.fr.isPlural ? "s" : ""), en: "empty")
        }
        if let constant = right.constant { return Predicate(left.phrase, .be, words(constant, like: left)) }
        let noun = left.phrase.fr
        let same = noun.isPlural ? "les mêmes que" : noun.gender == .feminine ? "la même que" : "le même que"
        return Predicate(left.phrase, .be, fr: "\(same) \(right.phrase.fr.text)", en: "the same as \(right.phrase.en)")
    }

    private func words(_ constant: Value, like other: OperandWording.Operand) -> Bilingual {
        context.words(of: constant, type: other.type, path: other.path)
    }

    private func membership(_ left: OperandWording.Operand, _ right: OperandWording.Operand) -> Predicate {
        if case .list(let values)? = right.constant {
            let said = values.map { words($0, like: left) }
            let subject: Phrase
            let verb: Predicate.Verb
            var (fr, en) = (Self.joined(said.map(\.fr), "ou"), Self.joined(said.map(\.en), "or"))
            if let path = left.path, path.hasSuffix(".profile"), let person = owner(left) {
                (subject, verb) = (person, .have)
                (fr, en) = ("le profil " + fr, "the profile " + en)
            } else {
                (subject, verb) = (left.phrase, .be)
            }
            var negative: Bilingual?
            if verb == .be, said.count > 1 {
                negative = Bilingual(
                    fr: "ni " + said.map(\.fr).joined(separator: " ni "), en: "neither " + said.map(\.en).joined(separator: " nor "))
            }
            return Predicate(subject, verb, Bilingual(fr: fr, en: en), negative: negative)
        }
        if let path = right.path, path.hasSuffix(".roles"), case .string(let role)? = left.constant, let person = owner(right) {
            let label = WordingContext.quoted(context.rulebook.roles[role]?.label.bilingual ?? Bilingual(verbatim: role))
            return Predicate(person, .have, fr: "le rôle \(label.fr)", en: "the role \(label.en)")
        }
        let element = left.constant.map { words($0, like: right) } ?? left.phrase.bilingual
        return Predicate(right.phrase, .contain, element)
    }

    /// Whose profile or roles an operand is.
    private func owner(_ operand: OperandWording.Operand) -> Phrase? {
        guard let path = operand.path, let dot = path.lastIndex(of: ".") else { return nil }
        let wanted = String(path[..<dot])
        for id in tree.nodes.indices where program.path(of: id) == wanted { return operands.operand(id).phrase }
        return nil
    }

    private func order(
        _ sign: String, _ left: OperandWording.Operand, _ right: OperandWording.Operand
    ) -> Predicate {
        let other = right.constant.map { words($0, like: left) } ?? right.phrase.bilingual
        if isMoment(left) || isMoment(right) {
            switch sign {
            case "_<_": return Predicate(left.phrase, .be, fr: "avant \(other.fr)", en: "before \(other.en)")
            case "_<=_": return Predicate(left.phrase, .be, fr: "\(other.fr) ou avant", en: "\(other.en) or earlier")
            case "_>_": return Predicate(left.phrase, .be, fr: "après \(other.fr)", en: "after \(other.en)")
            default: return Predicate(left.phrase, .be, fr: "\(other.fr) ou après", en: "\(other.en) or later")
            }
        }
        if right.constant != nil {
            switch sign {
            case "_<_": return Predicate(left.phrase, .be, fr: "de moins de \(other.fr)", en: "less than \(other.en)")
            case "_<=_": return Predicate(left.phrase, .be, fr: "d’au plus \(other.fr)", en: "at most \(other.en)")
            case "_>_": return Predicate(left.phrase, .be, fr: "de plus de \(other.fr)", en: "more than \(other.en)")
            default: return Predicate(left.phrase, .be, fr: "d’au moins \(other.fr)", en: "at least \(other.en)")
            }
        }
        return Predicate(left.phrase, sign == "_>_" || sign == "_<=_" ? .exceed : .reach, other)
    }

    private func isMoment(_ operand: OperandWording.Operand) -> Bool {
        switch operand.type {
        case .date?, .month?, .dateTime?: true
        default: false
        }
    }

    /// `size(x) > 0` says that x is not empty: the predicate of emptiness.
    func notEmpty(_ id: SyntaxNodeID) -> Predicate? {
        guard case .call(let sign, nil, let arguments, _) = tree[id].kind, arguments.count == 2, let list = counted(arguments[0]),
            case .literal(.int(let number)) = tree[arguments[1]].kind, (sign, number) == ("_>_", 0) || (sign, number) == ("_>=_", 1)
        else { return nil }
        return Predicate(list, .be, fr: "vide" + (list.fr.isPlural ? "s" : ""), en: "empty")
    }

    /// What `size(x)` counts, when x is a list.
    private func counted(_ id: SyntaxNodeID) -> Phrase? {
        guard let (declaration, arguments) = program.function(at: id), declaration.name == "size", arguments.count == 1 else { return nil }
        return operands.operand(arguments[0]).phrase
    }

    // MARK: Calls

    private func call(_ id: SyntaxNodeID) -> Predicate? {
        guard let (declaration, arguments) = program.function(at: id) else { return nil }
        let phrases = arguments.map { operands.operand($0).phrase }
        switch (declaration.name, arguments.count) {
        case ("startsWith", 2): return Predicate(phrases[0], .begin, fr: "par \(phrases[1].fr.text)", en: "with \(phrases[1].en)")
        case ("endsWith", 2): return Predicate(phrases[0], .end, fr: "par \(phrases[1].fr.text)", en: "with \(phrases[1].en)")
        case ("contains", 2): return Predicate(phrases[0], .contain, phrases[1].bilingual)
        case ("matches", 2):
            guard case .literal(.string(let pattern)) = tree[arguments[1]].kind else { return nil }
            return Predicate(phrases[0], .have, fr: "la forme `\(pattern)`", en: "the form `\(pattern)`")
        case ("business.isDay", 1): return Predicate(phrases[0], .be, fr: "un jour ouvrable", en: "a business day")
        case ("business.isOpen", 1):
            return Predicate(phrases[0], .be, fr: "dans les heures d’ouverture", en: "within business hours")
        case ("access.may", 2):
            return Predicate(
                phrases[1], .have, fr: "la permission \(operands.argument(arguments[0]).fr.text)",
                en: "the permission \(operands.argument(arguments[0]).en)")
        case ("access.delegable", 2):
            return Predicate(
                phrases[1], .have, fr: "le droit de déléguer \(operands.argument(arguments[0]).fr.text)",
                en: "the right to delegate \(operands.argument(arguments[0]).en)")
        case ("date.isValid", 1): return Predicate(phrases[0], .be, fr: "une date qui existe", en: "a date that exists")
        default:
            guard declaration.label != nil else { return nil }
            return Predicate(operands.operand(id).phrase, .be, fr: "«\u{A0}oui\u{A0}»", en: "“yes”")
        }
    }

    /// What a function says whose label tells when it is true: `vrai si la date existe`, `si une personne peut déléguer`.
    func statement(_ id: SyntaxNodeID, _ holds: Bool, _ mood: Predicate.Mood) -> Bilingual? {
        guard case .call = tree[id].kind, builtin(id) == nil, let (declaration, arguments) = program.function(at: id),
            let label = declaration.label,
            let fr = Self.without(["vrai si ", "si "], label.fr), let en = Self.without(["true when ", "true if ", "whether "], label.en)
        else { return nil }
        let given = arguments.map { operands.argument($0) }
        let frenchList = given.isEmpty ? "" : " (" + given.map(\.fr.text).joined(separator: "; ") + ")"
        let englishList = given.isEmpty ? "" : " (" + given.map(\.en).joined(separator: "; ") + ")"
        let (french, english) = (fr + frenchList, en + englishList)
        switch (mood, holds) {
        case (.fact, true): return Bilingual(fr: french, en: english)
        case (.fact, false): return Bilingual(fr: "il est faux " + FrenchNoun.que(french), en: "it is false that " + english)
        case (.wanted, _):
            return Bilingual(
                fr: "il devrait être \(holds ? "vrai" : "faux") " + FrenchNoun.que(french),
                en: "it should be \(holds ? "true" : "false") that " + english)
        }
    }

    private func builtin(_ id: SyntaxNodeID) -> String? {
        guard let (declaration, _) = program.function(at: id) else { return nil }
        return declaration.name.hasPrefix("access.") || declaration.name.hasPrefix("business.") ? declaration.name : nil
    }

    private static func without(_ prefixes: [String], _ text: String) -> String? {
        prefixes.first { text.hasPrefix($0) }.map { String(text.dropFirst($0.count)) }
    }

    /// `A, B ou C`.
    static func joined(_ parts: [String], _ word: String) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " \(word) " + last
    }
}
