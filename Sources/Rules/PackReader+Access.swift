import Diagnostics
import YAML

extension PackReader {
    mutating func readAccessModes() -> [AccessMode] {
        assembly.entries("access-modes").compactMap { entry in
            localized(entry.value["label"]).map {
                AccessMode(id: entry.key, label: $0, isImmediate: boolean(entry.value["immediate"]), span: entry.keySpan)
            }
        }
    }

    mutating func readPermissionGroups() -> [PermissionGroup] {
        assembly.entries("permission-groups").compactMap { entry in
            localized(entry.value["label"]).map { PermissionGroup(id: entry.key, label: $0, span: entry.keySpan) }
        }
    }

    /// `{ fr: …, en: … }`, or with a `label` and the ways in which profiles come to it.
    mutating func readPermission(_ entry: YAMLEntry) -> Permission? {
        let node = entry.value
        guard node["fr"] == nil, node["en"] == nil else {
            return localized(node).map { Permission(id: entry.key, label: $0, span: entry.keySpan) }
        }
        let scope = ConditionScope(personFields: BuiltinShape.person + personShape, variables: [("actor", .person)])
            .adding(functions: declarations, records: tableRecords)
        let group = reference(node["group"], .permissionGroup)
        var grants: [Grant] = []
        for element in node["grants"]?.sequence ?? [] {
            let profiles = references(element["profiles"], .profile)
            let mode = reference(element["mode"], .accessMode)
            let condition = condition(element["when"], .boolean, scope: scope)
            let period = period(element)
            guard let mode else { continue }
            grants.append(
                Grant(
                    profiles: profiles, mode: mode, condition: condition, note: localized(element["note"]), period: period,
                    span: element.span))
        }
        var delegation: Delegation?
        if let written = node["delegation"] { delegation = readDelegation(written, scope) }
        guard let label = localized(node["label"]) else { return nil }
        return Permission(
            id: entry.key, label: label, summary: localized(node["summary"]),
            details: (node["details"]?.sequence ?? []).compactMap { localized($0) }, group: group, grants: grants, delegation: delegation,
            span: entry.keySpan)
    }

    private mutating func readDelegation(_ node: YAMLNode, _ scope: ConditionScope) -> Delegation {
        Delegation(
            isAllowed: boolean(node["allowed"]), exceptions: references(node["except"], .profile),
            condition: condition(node["when"], .boolean, scope: scope), note: localized(node["note"]), span: node.span)
    }
}
