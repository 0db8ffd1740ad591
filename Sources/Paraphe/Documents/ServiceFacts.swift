import CEL
import Diagnostics
import Localization
import Rules
import Workflow

/// The facts of the rulebook that runs, for guides: what they print cannot drift from what is decided.
struct ServiceFacts {
    let rulebook: Rulebook
    let language: Language
    let catalogue: MessageCatalogue

    /// The variable `service` of templates.
    var value: Value {
        .record([
            ("reasons", .list(rulebook.reasonLists.flatMap(reasons))), ("forms", .list(rulebook.forms.map(form))),
            ("actions", .list(rulebook.actions.map(action))), ("profiles", .list(rulebook.profiles.map(profile))),
        ])
    }

    private func strings(_ texts: [String]) -> Value { .list(texts.map { .string($0) }) }

    private func reasons(_ list: ReasonList) -> [Value] {
        list.reasons.map { .record([("id", .string($0.id)), ("list", .string(list.id)), ("label", .string($0.label[language]))]) }
    }

    private func form(_ form: FormDefinition) -> Value {
        .record([
            ("id", .string(form.id)), ("label", .string(form.label[language])),
            (
                "fields",
                .list(
                    form.fields.map { field in
                        .record([
                            ("id", .string(field.id)), ("label", .string(field.label?[language] ?? field.id)),
                            ("isRequired", .bool(field.isAlwaysRequired)), ("requirement", .string(requirement(field))),
                        ])
                    })
            ),
        ])
    }

    private func requirement(_ field: DataField) -> String {
        switch field.requirement {
        case .always: catalogue.text("guide.required-always", language) ?? ""
        case .when: catalogue.text("guide.required-sometimes", language) ?? ""
        case .optional: catalogue.text("guide.required-never", language) ?? ""
        }
    }

    private func action(_ action: Action) -> Value {
        let states = action.sources.compactMap { rulebook.states[$0.id]?.label[language] }
        let targets = action.targets.compactMap { rulebook.states[$0.state.id]?.label[language] }
        return .record([
            ("id", .string(action.id)), ("label", .string(action.label[language])),
            ("roles", strings(rulebook.roles(granting: action.permission.id).map { $0.label[language] })),
            ("from", strings(action.isCreation ? ["–"] : states)), ("to", strings(targets.isEmpty ? ["–"] : targets)),
        ])
    }

    private func profile(_ profile: Profile) -> Value {
        .record([
            ("id", .string(profile.id)), ("label", .string(profile.label[language])),
            ("summary", .string(profile.summary?[language] ?? "")),
        ])
    }
}
