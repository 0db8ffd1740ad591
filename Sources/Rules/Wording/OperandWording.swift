import CEL
import Diagnostics

/// Says what a part of an expression stands for.
struct OperandWording {
    /// A part with everything that its neighbours must know of it.
    struct Operand {
        let phrase: Phrase
        let type: FieldType?
        let path: String?
        /// A constant, whose words depend on what it is compared with.
        let constant: Value?
        /// A person's own identifier: comparing two of them compares people.
        let person: Phrase?

        init(_ phrase: Phrase, type: FieldType? = nil, path: String? = nil, constant: Value? = nil, person: Phrase? = nil) {
            self.phrase = phrase
            self.type = type
            self.path = path
            self.constant = constant
            self.person = person
        }
    }

    let program: Program
    let context: WordingContext

    private var tree: SyntaxTree { program.tree }

    /// The code itself, where there are no words.
    func code(_ id: SyntaxNodeID) -> Phrase { Phrase(verbatim: "`\(tree.text(of: id))`") }

    func operand(_ id: SyntaxNodeID) -> Operand {
        switch tree[id].kind {
        case .literal(let value): return Operand(Phrase(context.words(of: value)), constant: value)
        case .list(let elements, _):
            let constants = elements.compactMap { if case .literal(let value) = tree[$0].kind { value } else { nil } }
            return Operand(code(id), constant: constants.count == elements.count ? .list(constants) : nil)
        case .identifier(let name, _):
            guard let variable = context.variables[name] else { return Operand(code(id), path: program.path(of: id)) }
            return Operand(variable.phrase, type: variable.type, path: name)
        case .select(let operand, let field, _, _): return select(id, operand, field)
        case .conditional(let test, let yes, let no): return conditional(id, test, yes, no)
        case .call: return call(id)
        case .binding(let name, let value, let body, .plain):
            let bound = operand(value)
            return OperandWording(program: program, context: context.adding(name, bound.type, bound.phrase)).operand(body)
        default: return Operand(code(id))
        }
    }

    // MARK: Fields

    private func select(_ id: SyntaxNodeID, _ operandID: SyntaxNodeID, _ name: String) -> Operand {
        let path = program.path(of: id)
        if case .identifier("pack", _) = tree[operandID].kind {
            guard let fact = context.rulebook.facts[name], let value = Self.constant(fact.value) else {
                return Operand(code(id), path: path)
            }
            return Operand(Phrase(context.words(of: value)), path: path, constant: value)
        }
        let owner = operand(operandID)
        let field = context.field(name, of: owner.type)
        guard field != nil || WordingContext.builtinLabel(name) != nil, owner.type != nil else {
            if case .call = tree[operandID].kind { return output(id, owner, name) }
            return Operand(code(id), path: path)
        }
        let own: Phrase
        if let label = field?.label {
            own = Phrase(label: label.bilingual, isQuoted: field?.type == .boolean)
        } else if let builtin = WordingContext.builtinLabel(name) {
            own = builtin
        } else {
            own = Phrase(verbatim: "«\u{A0}\(name)\u{A0}»", "“\(name)”")
        }
        let isPerson = owner.type == .person
        return Operand(
            isSilent(operandID) ? own : own.of(owner.phrase), type: field?.type, path: path,
            person: isPerson && name == "id" ? owner.phrase : nil)
    }

    /// `route(service).software`: what a function or a table answers.
    private func output(_ id: SyntaxNodeID, _ owner: Operand, _ name: String) -> Operand {
        if case .select(let call, _, _, _) = tree[id].kind, let (declaration, arguments) = program.function(at: call),
            let table = context.rulebook.tables[declaration.name], let field = table.outputs.first(where: { $0.id == name })
        {
            let label = WordingContext.quoted(field.label?.bilingual ?? Bilingual(verbatim: name))
            let title = WordingContext.quoted(table.label.bilingual)
            let given = arguments.map { argument($0) }
            return Operand(
                Phrase(
                    FrenchNoun("\(label.fr) dans la table \(title.fr) (\(given.map(\.fr.text).joined(separator: "; ")))"),
                    en: "\(label.en) in the table \(title.en) (\(given.map(\.en).joined(separator: "; ")))"), type: field.type)
        }
        return Operand(
            Phrase(
                FrenchNoun("«\u{A0}\(name)\u{A0}» selon \(owner.phrase.fr.text)"), en: "“\(name)” according to \(owner.phrase.en)"))
    }

    private func isSilent(_ id: SyntaxNodeID) -> Bool {
        switch tree[id].kind {
        case .identifier(let name, _): context.variables[name]?.isSilent ?? false
        // `forms.review.grade`: the form need not be said.
        case .select(let operand, _, _, _):
            if case .identifier("forms", _) = tree[operand].kind { true } else { false }
        default: false
        }
    }

    private static func constant(_ value: ConstantValue) -> Value? {
        switch value {
        case .text(let text): .string(text)
        case .integer(let number): .int(number)
        case .decimal(let number): .double(number)
        case .boolean(let truth): .bool(truth)
        default: nil
        }
    }

    /// `has(x) ? x : y` is x, or y when it is empty.
    private func conditional(_ id: SyntaxNodeID, _ test: SyntaxNodeID, _ yes: SyntaxNodeID, _ no: SyntaxNodeID) -> Operand {
        let (first, second) = (operand(yes), operand(no))
        if case .presence(let owner, let field, _) = tree[test].kind, let path = program.path(of: owner), first.path == path + "." + field {
            return Operand(
                first.phrase.followed(fr: "(ou \(second.phrase.fr.text))", en: "(or \(second.phrase.en))"), type: first.type,
                path: first.path)
        }
        let condition = ConditionWording(program: program, context: context).inline(Clause(test, in: program))
        return Operand(
            first.phrase.followed(
                fr: FrenchNoun.si(condition.fr) + ", sinon " + second.phrase.fr.text, en: "if \(condition.en), else " + second.phrase.en))
    }

    // MARK: Calls

    private func call(_ id: SyntaxNodeID) -> Operand {
        guard case .call(let name, let target, let arguments, _) = tree[id].kind else { return Operand(code(id)) }
        if target == nil, let sign = Self.signs[name], arguments.count == 2 {
            let (left, right) = (operand(arguments[0]), operand(arguments[1]))
            return Operand(
                Phrase(
                    FrenchNoun("\(left.phrase.fr.text) \(sign) \(right.phrase.fr.text)"), en: "\(left.phrase.en) \(sign) \(right.phrase.en)"
                ))
        }
        guard let (declaration, operands) = program.function(at: id) else { return Operand(code(id)) }
        let phrases = operands.map { operand($0).phrase }
        switch (declaration.name, operands.count) {
        case ("size", 1):
            if case .string = program.type(of: operands[0]) {
                return Operand(Phrase(FrenchNoun("la longueur", .feminine), en: "the length").of(phrases[0]))
            }
            return Operand(Phrase(FrenchNoun("le nombre d’éléments"), en: "the number of elements").of(phrases[0]))
        case ("lowerAscii", 1), ("upperAscii", 1), ("trim", 1), ("string", 1), ("int", 1), ("double", 1), ("timestamp", 1), ("dyn", 1),
            ("text.withoutAccents", 1):
            let inner = operand(operands[0])
            return Operand(inner.phrase, type: inner.type, path: inner.path, constant: inner.constant)
        case ("duration", 1):
            if case .literal(.string(let text)) = tree[operands[0]].kind, let duration = CELDuration(text) {
                return Operand(Phrase(context.words(of: .duration(duration))), constant: .duration(duration))
            }
            return Operand(code(id))
        case ("substring", 3):
            if phrases[0].en == "today", case .literal(.int(7)) = tree[operands[2]].kind {
                return Operand(Phrase(FrenchNoun("ce mois-ci"), en: "this month"), type: .month)
            }
            return Operand(code(id))
        case ("date.age", 2):
            return Operand(Phrase(FrenchNoun("l’âge d’après \(phrases[0].fr.text)"), en: "the age after \(phrases[0].en)"), type: .integer)
        case ("date.days", 2), ("business.daysBetween", 2):
            let isBusiness = declaration.name != "date.days"
            return Operand(
                Phrase(
                    FrenchNoun(
                        "le nombre de jours \(isBusiness ? "ouvrables " : "")\(phrases[0].fr.afterDe) \(phrases[1].fr.afterA)"),
                    en: "the number of \(isBusiness ? "business " : "")days from \(phrases[0].en) to \(phrases[1].en)"), type: .integer)
        case ("date.add", 2), ("business.addDays", 2):
            let isBusiness = declaration.name != "date.add"
            return Operand(
                Phrase(
                    FrenchNoun("\(phrases[0].fr.text) plus \(phrases[1].fr.text) jours\(isBusiness ? " ouvrables" : "")"),
                    en: "\(phrases[0].en) plus \(phrases[1].en) \(isBusiness ? "business " : "")days"), type: .date)
        case ("access.mode", 2):
            let permission = argument(operands[0])
            return Operand(
                Phrase(
                    FrenchNoun("le mode d’accès à \(permission.fr.text)"), en: "the way of access to \(permission.en)"
                ).of(phrases[1]),
                path: WordingContext.accessMode)
        case ("date.endOfMonth", 1):
            return Operand(
                Phrase(FrenchNoun("la fin du mois", .feminine), en: "the end of the month").followed(
                    fr: "(\(phrases[0].fr.text))", en: "(\(phrases[0].en))"), type: .date)
        default:
            guard let label = declaration.label else { return Operand(code(id)) }
            let given = operands.map { argument($0) }
            return Operand(
                Phrase(
                    FrenchNoun("«\u{A0}\(label.fr)\u{A0}» (\(given.map(\.fr.text).joined(separator: "; ")))"),
                    en: "“\(label.en)” (\(given.map(\.en).joined(separator: "; ")))"))
        }
    }

    /// An argument of a function that the pack declares: identifiers of permissions by their labels.
    func argument(_ id: SyntaxNodeID) -> Phrase {
        let operand = operand(id)
        guard case .string(let text)? = operand.constant, let permission = context.rulebook.permissions[text] else { return operand.phrase }
        return Phrase(WordingContext.quoted(permission.label.bilingual))
    }

    private static let signs = ["_+_": "+", "_-_": "−", "_*_": "×", "_/_": "÷", "_%_": "modulo"]
}

extension Phrase {
    init(_ text: Bilingual) { self.init(FrenchNoun(text.fr), en: text.en) }
    init(verbatim fr: String, _ en: String) { self.init(FrenchNoun(fr), en: en) }
}

extension FunctionDeclaration {
    /// What a function of the pack, of a library or of a table is called.
    var label: Bilingual? {
        guard let documentation, documentation.section == .pack || documentation.section == .business else { return nil }
        return documentation.summary
    }
}
