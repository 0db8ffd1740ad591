import CEL
import Diagnostics
import Journal
import Rules
import Workflow

extension RequestService {
    /// Records that a person read a dossier; what is read is shown afterwards, never before.
    ///
    /// - Parameter identifier: fresh for each access.
    package func note(
        _ kind: DossierAccess.Kind, of id: String, by person: String, detail: String = "", at moment: DecisionMoment, identifier: String
    ) async throws(RequestError) {
        guard let dossier = try await load(id) else { throw RequestError(RequestDiagnostics.notFound(id)) }
        _ = try self.person(person)
        do throws(JournalError) {
            try await AccessLog(journal: journal).note(
                DossierAccess(kind, by: person, at: moment.now, version: dossier.version, detail: detail), of: id, identifier: identifier)
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
    }

    /// Every access to a dossier, reading and changing, in the order of time; that somebody asked for it is recorded first.
    ///
    /// - Parameter identifier: fresh for each time.
    package func disclosures(
        of id: String, to person: String, at moment: DecisionMoment, identifier: String
    ) async throws(RequestError) -> [Disclosure] {
        try self.person(person, toDo: .disclose, at: moment)
        try await note(.disclosure, of: id, by: person, at: moment, identifier: identifier)
        let history = try await history(id)
        let accesses: [DossierAccess]
        do throws(JournalError) {
            accesses = try await AccessLog(journal: journal).accesses(of: id)
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
        let changes = history.map { Disclosure(at: $0.at, person: $0.personID, name: $0.personName, what: .changed($0)) }
        let reads = accesses.map { access in
            let record = directory.actor(access.person)?.record
            let names = [record?.field("givenName")?.stringValue, record?.field("familyName")?.stringValue].compactMap { $0 }
            return Disclosure(
                at: access.at, person: access.person, name: names.isEmpty ? access.person : names.joined(separator: " "),
                what: .read(access))
        }
        return (changes + reads).enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }
}
