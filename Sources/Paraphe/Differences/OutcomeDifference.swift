import CEL
import Diagnostics
import Rules
import Workflow

/// In what two allowed decisions differ.
struct OutcomeDifference {
    let old: Rulebook
    let new: Rulebook

    func between(_ before: [Event], _ after: [Event]) -> [Bilingual] {
        var found: [Bilingual] = []
        let (was, isNow) = (target(before), target(after))
        if was != isNow {
            let (from, to) = (old.stateLabel(was), new.stateLabel(isNow))
            found.append(
                Bilingual(
                    fr: "mène à «\u{A0}\(to.fr)\u{A0}», avant «\u{A0}\(from.fr)\u{A0}»", en: "leads to “\(to.en)”, before “\(from.en)”"))
        }
        compare(names(before, notification), names(after, notification), Bilingual(fr: "avis", en: "notifications"), &found)
        compare(names(before, document), names(after, document), Bilingual(fr: "documents", en: "documents"), &found)
        let changed = changedFields(before, after)
        if !changed.isEmpty {
            let list = changed.map { "`\($0)`" }.joined(separator: ", ")
            found.append(Bilingual(fr: "donne d’autres valeurs à \(list)", en: "gives other values to \(list)"))
        }
        return found
    }

    private func target(_ events: [Event]) -> String {
        for case .actionTaken(let taken) in events.map(\.body) { return taken.to }
        return ""
    }

    private func names(_ events: [Event], _ name: (Event.Body) -> String?) -> [String] { events.compactMap { name($0.body) }.sorted() }

    private func notification(_ body: Event.Body) -> String? { if case .notificationDue(let due) = body { due.notification } else { nil } }
    private func document(_ body: Event.Body) -> String? { if case .documentDue(let due) = body { due.definition } else { nil } }

    private func compare(_ before: [String], _ after: [String], _ kind: Bilingual, _ found: inout [Bilingual]) {
        guard before != after else { return }
        func list(_ names: [String]) -> String { names.isEmpty ? "–" : names.map { "`\($0)`" }.joined(separator: ", ") }
        found.append(
            Bilingual(
                fr: "\(kind.fr)\u{A0}: \(list(after)), avant \(list(before))", en: "\(kind.en): \(list(after)), before \(list(before))"))
    }

    private func changedFields(_ before: [Event], _ after: [Event]) -> [String] {
        func changes(_ events: [Event]) -> [String: [DataChange.Operation]] {
            var found: [String: [DataChange.Operation]] = [:]
            for case .dataChanged(let all) in events.map(\.body) {
                for change in all { found[change.path.joined(separator: "."), default: []].append(change.operation) }
            }
            return found
        }
        let (was, isNow) = (changes(before), changes(after))
        return Set(was.keys).union(isNow.keys).filter { was[$0] != isNow[$0] }.sorted()
    }
}
