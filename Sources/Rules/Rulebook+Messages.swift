import Diagnostics

extension Rulebook {
    /// All texts that templates can insert by key: the pack's `messages`, then the labels of everything declared.
    ///
    /// A label's key is the section and the name (`states.draft`), for fields with the form before (`forms.finalReport.impression`), for
    /// choices with the field before (`forms.finalReport.followUp.none`). Of two texts with the same key the pack's own message counts.
    package var allMessages: Catalogue<PackMessage> {
        var all = messages.elements
        func add(_ key: String, _ label: LocalizedText?, _ span: Span) {
            if let label { all.append(PackMessage(id: key, text: label, span: span)) }
        }
        func add(_ prefix: String, fields: [DataField]) {
            for field in fields {
                let key = prefix + "." + field.id
                add(key, field.label, field.span)
                if let help = field.help { add(key + ".help", help, field.span) }
                var type = field.type
                if case .list(let element) = type { type = element }
                if case .choice(let choices) = type { for choice in choices { add(key + "." + choice.id, choice.label, choice.span) } }
                if let nested = type.recordFields { add(key, fields: nested) }
            }
        }
        add("pack.title", title, title.span)
        for item in permissions { add("permissions." + item.id, item.label, item.span) }
        for item in accessModes { add("access-modes." + item.id, item.label, item.span) }
        for item in permissionGroups { add("permission-groups." + item.id, item.label, item.span) }
        for item in tables {
            add("tables." + item.id, item.label, item.span)
            add("tables." + item.id, fields: item.inputs + item.outputs)
        }
        for item in roles { add("roles." + item.id, item.label, item.span) }
        for item in profiles { add("profiles." + item.id, item.label, item.span) }
        for item in states { add("states." + item.id, item.label, item.span) }
        for item in actions {
            add("actions." + item.id, item.label, item.span)
            add("actions." + item.id, fields: item.inputs)
        }
        for list in reasonLists {
            add("reasons." + list.id, list.label, list.span)
            for reason in list.reasons { add("reasons." + list.id + "." + reason.id, reason.label, reason.span) }
        }
        for item in ruleSets { add("rule-sets." + item.id, item.label, item.span) }
        for form in forms {
            add("forms." + form.id, form.label, form.span)
            if let introduction = form.introduction { add("forms." + form.id + ".introduction", introduction, form.span) }
            add("forms." + form.id, fields: form.fields)
        }
        add("dossier", fields: dossierFields.elements)
        add("person", fields: personFields)
        for item in documents {
            add("documents." + item.id, item.label, item.span)
            add("documents." + item.id, fields: item.data)
        }
        for item in contacts {
            add("contacts." + item.id, item.label, item.span)
            if let hours = item.hours { add("contacts." + item.id + ".hours", hours, item.span) }
        }
        return Catalogue(all)
    }
}
