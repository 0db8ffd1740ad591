import Analysis
import CEL
import CivilTime
import Diagnostics
import Rules
import Templating
import Workflow

/// Profiles, the matrix, and how permissions come to profiles.
extension PackFacts {
    /// Columns of an upright page.
    private static let mostColumns = 6
    /// Where nobody says which day it is, all that ever comes into force has.
    private static let lastDay = CivilDate("9999-12-31")

    func profilesValue(_ call: FactCall, _ language: Language) -> Value {
        let profiles = chosen(rulebook.profiles, call).map { profile -> Value in
            let roles = profile.roles.compactMap { rulebook.roles[$0.id] }
            let permissions = rulebook.permissions(ofRoles: roles.map(\.id)).compactMap { rulebook.permissions[$0]?.label[language] }
            return .record([
                ("id", .string(profile.id)), ("label", .string(profile.label[language])),
                ("summary", .string(profile.summary?[language] ?? "")), ("roles", strings(roles.map { $0.label[language] })),
                ("permissions", strings(permissions)),
            ])
        }
        return .record([("profiles", .list(profiles))])
    }

    func matrixValue(_ call: FactCall, _ language: Language, _ day: CivilDate?) -> Value {
        let filter = MatrixFilter(actions: call.names("actions"), profiles: call.names("profiles"), states: call.names("states"))
        guard let day = day ?? Self.lastDay else { return .record([]) }
        let matrix = MatrixBuilder.matrix(rulebook, filter: filter, on: day)
        return MatrixTables(matrix, language, mostColumns: Self.mostColumns).fact(language)
    }

    // MARK: Grants

    /// The permissions that the call means, by group in the order of the pack.
    func granted(by call: FactCall) -> [(group: PermissionGroup?, permissions: [Permission])] {
        let only = Set(call.names("only"))
        let shown = rulebook.permissions.filter { permission in
            (only.isEmpty ? !permission.grants.isEmpty : only.contains(permission.id))
                && (call["group"].map { permission.group?.id == $0 } ?? true)
        }
        return grouped(shown)
    }

    private func grouped(_ permissions: [Permission]) -> [(group: PermissionGroup?, permissions: [Permission])] {
        let groups: [PermissionGroup?] = rulebook.permissionGroups.elements + [nil]
        return groups.compactMap { group in
            let own = permissions.filter { permission in
                permission.group.flatMap { rulebook.permissionGroups[$0.id] }?.id == group?.id
            }
            return own.isEmpty ? nil : (group, own)
        }
    }

    func grantsValue(_ call: FactCall, _ language: Language, _ day: CivilDate?) -> Value {
        let groups = granted(by: call).map { group, permissions -> Value in
            .record([
                ("id", .string(group?.id ?? "")), ("label", .string(group?.label[language] ?? "")),
                ("permissions", .list(permissions.map { value(of: $0, language, day) })),
            ])
        }
        return .record([("groups", .list(groups))])
    }

    private func value(of permission: Permission, _ language: Language, _ day: CivilDate?) -> Value {
        let modes = rulebook.accessModes.compactMap { mode -> Value? in
            var holders: [(profile: Profile, note: String)] = []
            for grant in permission.grants where grant.mode.id == mode.id && isInForce(grant.period, day) {
                for profile in grant.profiles.compactMap({ rulebook.profiles[$0.id] }) {
                    holders.append((profile, note(of: grant, language)))
                }
            }
            guard !holders.isEmpty else { return nil }
            let order = Dictionary(uniqueKeysWithValues: rulebook.profiles.ids.enumerated().map { ($1, $0) })
            let sorted = holders.enumerated().sorted {
                (order[$0.element.profile.id] ?? 0, $0.offset) < (order[$1.element.profile.id] ?? 0, $1.offset)
            }
            return .record([
                ("id", .string(mode.id)), ("label", .string(mode.label[language])),
                (
                    "profiles",
                    .list(
                        sorted.map { _, holder in
                            .record([
                                ("id", .string(holder.profile.id)), ("label", .string(holder.profile.label[language])),
                                ("note", .string(holder.note)),
                            ])
                        })
                ),
            ])
        }
        return .record([
            ("id", .string(permission.id)), ("label", .string(permission.label[language])),
            ("summary", .string(permission.summary?[language] ?? "")), ("details", strings(permission.details.map { $0[language] })),
            ("modes", .list(modes)),
            ("delegation", .string(permission.delegation.map { delegation($0, language) } ?? "")),
            (
                "note",
                .string(
                    permission.delegation.map { $0.note?[language] ?? $0.condition?.words(in: rulebook)[language] ?? "" } ?? "")
            ),
        ])
    }

    /// The author's own words where there are any, else the condition's.
    private func note(of grant: Grant, _ language: Language) -> String {
        grant.note?[language] ?? grant.condition?.words(in: rulebook)[language] ?? ""
    }

    private func delegation(_ delegation: Delegation, _ language: Language) -> String {
        let exceptions = delegation.exceptions.compactMap { rulebook.profiles[$0.id]?.label.bilingual }
        if !exceptions.isEmpty { return MatrixWords.except(exceptions, isAllowed: delegation.isAllowed)[language] }
        return (delegation.isAllowed ? MatrixWords.yes : MatrixWords.notDelegable)[language]
    }

    // MARK: What each profile has

    func permissionsValue(_ call: FactCall, _ language: Language, _ day: CivilDate?) -> Value {
        let profiles = chosen(rulebook.profiles, call).compactMap { profile -> Value? in
            let byRole = Set(rulebook.permissions(ofRoles: profile.roles.map(\.id)))
            let own = rulebook.permissions.filter { permission in
                byRole.contains(permission.id) && rulebook.permissionGroups.isEmpty
                    || permission.grants.contains { grant in isInForce(grant.period, day) && grant.profiles.contains { $0.id == profile.id }
                    }
            }
            guard !own.isEmpty else { return nil }
            let groups = grouped(own).map { group, permissions -> Value in
                let rows = permissions.flatMap { permission -> [Value] in
                    let grants = permission.grants.filter { grant in
                        isInForce(grant.period, day) && grant.profiles.contains { $0.id == profile.id }
                    }
                    let ways: [(mode: String, note: String)] =
                        grants.isEmpty
                        ? [("", "")]
                        : grants.map { (rulebook.accessModes[$0.mode.id]?.label[language] ?? "", note(of: $0, language)) }
                    return ways.map { way in
                        .record([
                            ("id", .string(permission.id)), ("label", .string(permission.label[language])), ("mode", .string(way.mode)),
                            ("note", .string(way.note)),
                        ])
                    }
                }
                return .record([("label", .string(group?.label[language] ?? "")), ("permissions", .list(rows))])
            }
            return .record([("id", .string(profile.id)), ("label", .string(profile.label[language])), ("groups", .list(groups))])
        }
        return .record([("profiles", .list(profiles))])
    }
}

extension MatrixTables {
    /// The tables of actions and their notes as `<g:matrix>` and the command `paraphe who` show them.
    func fact(_ language: Language) -> Value {
        func strings(_ texts: [String]) -> Value { .list(texts.map { .string($0) }) }
        // Tables of the same columns are one, a group of rows for each, so that their heads are read once a page.
        var order: [[String]] = []
        for table in actions where !order.contains(table.columns) { order.append(table.columns) }
        let tables = order.map { columns -> Value in
            let same = actions.filter { $0.columns == columns }
            let groups = same.map { table -> Value in
                let rows = table.rows.map { row -> Value in
                    let cells = row.cells.map { cell -> Value in
                        let kind = cell == MatrixWords.yes[language] ? "yes" : cell == MatrixWords.no[language] ? "no" : "some"
                        return .record([("words", .string(cell)), ("kind", .string(kind))])
                    }
                    return .record([("label", .string(row.label)), ("cells", .list(cells))])
                }
                return .record([("title", .string(table.title)), ("rows", .list(rows))])
            }
            return .record([("corner", .string(same.first?.corner ?? "")), ("columns", strings(columns)), ("groups", .list(groups))])
        }
        return .record([
            ("legend", .string(MatrixWords.legend[language])), ("tables", .list(tables)),
            (
                "notes",
                .list(
                    notes.map {
                        .record([
                            ("number", .string(String($0.number))), ("lines", strings($0.words.split(separator: "\n").map { String($0) })),
                        ])
                    })
            ),
        ])
    }
}
