import Diagnostics
import Rules
import Workflow

/// What a person sees of a dossier, after the version of the rules that the dossier follows.
struct DossierSight: Sendable {
    /// Under that version.
    let service: RequestService
    let actor: Actor
    let dossier: Dossier
    let moment: DecisionMoment

    /// Fields that are not shown to the person; asked of the rules each time, since whoever acts does not need them.
    var hiddenFields: Set<String> { service.decider.hiddenFields(of: dossier, from: actor, at: moment) }

    /// The dossier without them.
    var shownDossier: Dossier { dossier.hiding(hiddenFields) }

    func shown(_ history: [HistoryEntry]) -> [HistoryEntry] {
        let hidden = hiddenFields
        return hidden.isEmpty ? history : history.map { $0.hiding(hidden, rulebook: service.rulebook) }
    }
}

extension RequestService {
    /// - Throws: when the directory does not have the person, or the dossier is not shown to her.
    func sight(of dossier: Dossier, by personID: String, at moment: DecisionMoment) throws(RequestError) -> DossierSight {
        let service = try under(dossier)
        let actor = try service.person(personID)
        // Of another pack's dossier this one knows nothing, and its decisions say so.
        guard dossier.packName != rulebook.name || service.decider.isShown(dossier, to: actor, at: moment) else {
            throw RequestError(
                RequestDiagnostics.notShown(dossier.id, to: personID, at: service.rulebook.dossierAudience?.span))
        }
        return DossierSight(service: service, actor: actor, dossier: dossier, moment: moment)
    }
}
