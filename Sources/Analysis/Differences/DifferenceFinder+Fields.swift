import CEL
import Diagnostics
import Rules

extension DifferenceFinder {
    /// The fields of the dossier, of forms, of inputs and of subjects.
    mutating func findFields() {
        compare(old.dossierFields.elements, new.dossierFields.elements, under: "dossier")
        let forms = Self.match(old.forms, new.forms)
        for form in forms.removed { noteForm(form, isAdded: false) }
        for form in forms.added { noteForm(form, isAdded: true) }
        for (before, after) in forms.kept { compare(before.fields, after.fields, under: "forms." + after.id) }
        for (before, after) in Self.match(old.actions, new.actions).kept {
            compare(before.inputs, after.inputs, under: after.id + ".input")
        }
        for (before, after) in Self.match(old.ruleSets, new.ruleSets).kept {
            compare(before.subject?.type.recordFields ?? [], after.subject?.type.recordFields ?? [], under: after.subject?.id ?? after.id)
        }
        compare(old.personFields, new.personFields, under: "person")
    }

    private mutating func noteForm(_ form: FormDefinition, isAdded: Bool) {
        let label = DifferenceWords.quoted(form.label, or: form.id)
        note(
            .field, isAdded ? .added : .removed, "forms." + form.id,
            isAdded
                ? Bilingual(fr: "le formulaire \(label.fr) est nouveau", en: "the form \(label.en) is new")
                : Bilingual(fr: "le formulaire \(label.fr) n’existe plus", en: "the form \(label.en) no longer exists"),
            old: isAdded ? nil : form.span, new: isAdded ? form.span : nil)
    }

    private mutating func compare(_ old: [DataField], _ new: [DataField], under prefix: String) {
        let (removed, added, kept) = Self.match(old, new)
        for field in removed {
            let words = name(field, prefix)
            note(
                .field, .removed, prefix + "." + field.id, Bilingual(fr: "\(words.fr) n’existe plus", en: "\(words.en) no longer exists"),
                old: field.span)
        }
        for field in added {
            let words = name(field, prefix)
            let requirement = DifferenceWords.requirement(field.requirement, in: self.new)
            let isRequired = if case .optional = field.requirement { false } else { true }
            note(
                isRequired ? .required : .field, isRequired ? .loss : .added, prefix + "." + field.id,
                Bilingual(fr: "\(words.fr) est nouveau, \(requirement.fr)", en: "\(words.en) is new, \(requirement.en)"),
                [Bilingual(verbatim: "`\(field.type.word)`")], new: field.span)
        }
        for (before, after) in kept {
            let path = prefix + "." + after.id
            compare(before, after, path, name(after, prefix))
            compare(before.rules, after.rules, of: path, name(after, prefix))
            compare(before.type.recordFields ?? [], after.type.recordFields ?? [], under: path)
            noteText(before.label, after.label, path)
            noteText(before.help, after.help, path + " (help)")
        }
    }

    private func name(_ field: DataField, _ prefix: String) -> Bilingual {
        let label = DifferenceWords.quoted(field.label, or: field.id)
        return Bilingual(fr: "le champ \(label.fr) (`\(prefix).\(field.id)`)", en: "the field \(label.en) (`\(prefix).\(field.id)`)")
    }

    private mutating func compare(_ before: DataField, _ after: DataField, _ path: String, _ words: Bilingual) {
        let spans = (old: before.span, new: after.span)
        if let effect = effect(before.requirement, after.requirement) {
            let (was, isNow) = (
                DifferenceWords.requirement(before.requirement, in: old), DifferenceWords.requirement(after.requirement, in: new)
            )
            note(
                .required, effect, path,
                Bilingual(fr: "\(words.fr)\u{A0}: \(isNow.fr), avant \(was.fr)", en: "\(words.en): \(isNow.en), before \(was.en)"),
                old: spans.old, new: spans.new)
        }
        var details = shape(before, after)
        if !Self.isSame(before.visibility, after.visibility) {
            let (was, isNow) = (
                DifferenceWords.condition(before.visibility, in: old), DifferenceWords.condition(after.visibility, in: new)
            )
            details.append(
                Bilingual(fr: "visible\u{A0}: avant \(was.fr), maintenant \(isNow.fr)", en: "visible: before \(was.en), now \(isNow.en)"))
        }
        if !Self.isSame(before.audience, after.audience) {
            let (was, isNow) = (DifferenceWords.condition(before.audience, in: old), DifferenceWords.condition(after.audience, in: new))
            details.append(
                Bilingual(fr: "montré à\u{A0}: avant \(was.fr), maintenant \(isNow.fr)", en: "shown to: before \(was.en), now \(isNow.en)"))
        }
        if before.isConfidential != after.isConfidential {
            details.append(
                after.isConfidential
                    ? Bilingual(fr: "est maintenant confidentiel", en: "is now confidential")
                    : Bilingual(fr: "n’est plus confidentiel", en: "is no longer confidential"))
        }
        if !details.isEmpty {
            note(
                .field, .changed, path, Bilingual(fr: "\(words.fr) change", en: "\(words.en) changes"), details, old: spans.old,
                new: spans.new)
        }
    }

    private func effect(_ before: Requirement, _ after: Requirement) -> Change.Effect? {
        switch (before, after) {
        case (.optional, .optional), (.always, .always): nil
        case (.when(let old), .when(let new)): Self.isSame(old, new) ? nil : .changed
        case (.optional, _), (_, .always): .loss
        case (_, .optional), (.always, _): .gain
        }
    }

    /// Type, choices, pattern and bounds.
    private func shape(_ before: DataField, _ after: DataField) -> [Bilingual] {
        var details: [Bilingual] = []
        func changed(_ fr: String, _ en: String, _ old: String?, _ new: String?) {
            guard old != new else { return }
            let (was, isNow) = (old.map { "`\($0)`" } ?? "–", new.map { "`\($0)`" } ?? "–")
            details.append(Bilingual(fr: "\(fr)\u{A0}: avant \(was), maintenant \(isNow)", en: "\(en): before \(was), now \(isNow)"))
        }
        changed("type", "type", typeWord(before.type), typeWord(after.type))
        changed("forme", "pattern", before.pattern?.text, after.pattern?.text)
        changed("minimum", "minimum", before.minimum?.description, after.minimum?.description)
        changed("maximum", "maximum", before.maximum?.description, after.maximum?.description)
        changed("longueur", "longest", before.longest.map(String.init), after.longest.map(String.init))
        let (old, new) = (choices(before.type), choices(after.type))
        let (lost, gained) = (old.filter { !new.contains($0) }, new.filter { !old.contains($0) })
        if !gained.isEmpty, !old.isEmpty {
            let list = DifferenceWords.list(names: gained)
            details.append(Bilingual(fr: "nouveaux choix\u{A0}: \(list.fr)", en: "new choices: \(list.en)"))
        }
        if !lost.isEmpty, !new.isEmpty {
            let list = DifferenceWords.list(names: lost)
            details.append(Bilingual(fr: "choix retirés\u{A0}: \(list.fr)", en: "choices removed: \(list.en)"))
        }
        return details
    }

    private func typeWord(_ type: FieldType) -> String {
        switch type {
        case .list(let element): "list of \(typeWord(element))"
        case .reason(let list): "reason of \(list)"
        default: type.word
        }
    }

    private func choices(_ type: FieldType) -> [String] {
        switch type {
        case .choice(let choices): choices.map(\.id)
        case .list(let element): choices(element)
        default: []
        }
    }
}
