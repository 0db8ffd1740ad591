import CEL
import CivilTime
import Diagnostics

/// What conditions may ask of the grants of permissions: `access.mode`, `access.may`, `access.holds`, `access.delegable`.
///
/// As soon as a grant has a period, the day is their last argument: `access.may('borrow', actor, today)`.
struct AccessFunctions: Sendable {
    let permissions: Catalogue<Permission>
    let modes: Catalogue<AccessMode>
    let profiles: Catalogue<Profile>
    let roles: Catalogue<Role>

    static let names = ["access.mode", "access.may", "access.holds", "access.delegable"]

    private var isDated: Bool { permissions.contains { $0.grants.contains { $0.period != .always } } }

    var declarations: [FunctionDeclaration] {
        [
            declaration(
                "access.mode", .string, fr: "la façon dont une permission vient à une personne, vide quand elle ne lui vient d’aucune",
                en: "the way in which a permission comes to a person, empty when in none"
            ) { permission, person, day in
                .string(permission.grants.first { $0.reaches(person, on: day) }?.mode.id ?? "")
            },
            declaration(
                "access.may", .bool, fr: "si une permission peut venir à une personne, par un rôle ou d’une des façons déclarées",
                en: "whether a permission can come to a person, by a role or in one of the ways declared"
            ) { permission, person, day in
                .bool(permission.grants.contains { $0.reaches(person, on: day) } || holdsByRole(permission, person))
            },
            declaration(
                "access.holds", .bool, fr: "si une personne a une permission sans la demander, par un rôle ou d’une façon immédiate",
                en: "whether a person has a permission without asking, by a role or in an immediate way"
            ) { permission, person, day in
                let grants = permission.grants.filter { modes[$0.mode.id]?.isImmediate ?? false }
                return .bool(grants.contains { $0.reaches(person, on: day) } || holdsByRole(permission, person))
            },
            declaration(
                "access.delegable", .bool, fr: "si une personne peut déléguer une permission",
                en: "whether a person may delegate a permission"
            ) { permission, person, _ in .bool(isDelegable(permission, person)) },
        ]
    }

    private func declaration(
        _ name: String, _ result: CELType, fr: String, en: String,
        _ answer: @escaping @Sendable (Permission, Value, CivilDate?) -> Value
    ) -> FunctionDeclaration {
        let dated = FunctionDeclaration.Overload([.string, .record("Person"), .string], result)
        let plain = FunctionDeclaration.Overload([.string, .record("Person")], result)
        return FunctionDeclaration(
            name, isDated ? [dated] : [plain, dated], cost: 50,
            documentation: FunctionDocumentation(.pack, fr: fr, en: en, parameters: ["permission", "person", "day"])
        ) { arguments in
            for argument in arguments where argument.isError { return argument }
            guard arguments.count >= 2, case .string(let id) = arguments[0] else {
                return .error(EvaluationError(.invalidArgument, Bilingual(fr: "il manque une permission", en: "a permission is missing")))
            }
            guard let permission = permissions[id] else { return .error(EvaluationError(.invalidArgument, unknown(id))) }
            guard arguments.count == 3 else { return answer(permission, arguments[1], nil) }
            guard case .string(let text) = arguments[2], let day = CivilDate(text) else {
                return .error(
                    EvaluationError(
                        .invalidArgument, Bilingual(fr: "le jour n’est pas une date `AAAA-MM-JJ`", en: "the day is not a date `YYYY-MM-DD`")
                    ))
            }
            return answer(permission, arguments[1], day)
        }
    }

    private func unknown(_ id: String) -> Bilingual {
        Bilingual(fr: "`\(id)` n’est pas une permission de ce service", en: "`\(id)` is not a permission of this pack")
    }

    private func holdsByRole(_ permission: Permission, _ person: Value) -> Bool {
        let held = Self.profile(of: person).flatMap { profiles[$0] }?.roles.map(\.id) ?? []
        return held.contains { roles[$0]?.permissions.contains { $0.id == permission.id } ?? false }
    }

    private func isDelegable(_ permission: Permission, _ person: Value) -> Bool {
        guard let delegation = permission.delegation else { return true }
        let profile = Self.profile(of: person)
        let isException = delegation.exceptions.contains { $0.id == profile }
        guard delegation.isAllowed != isException else { return false }
        guard let condition = delegation.condition else { return true }
        return condition.program.evaluate(["actor": person]) == .bool(true)
    }

    private static func profile(of person: Value) -> String? {
        guard case .map(let fields) = person, case .string(let profile)? = fields["profile"] else { return nil }
        return profile
    }
}
