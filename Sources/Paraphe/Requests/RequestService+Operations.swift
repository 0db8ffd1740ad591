import Diagnostics
import Rules
import Workflow

extension RequestService {
    /// A person whom the present pack lets do something with the store, whatever version a dossier follows.
    ///
    /// - Throws: when the directory does not have the person, or the pack does not let him or her.
    @discardableResult
    func person(_ id: String, toDo operation: StoreOperation, at moment: DecisionMoment) throws(RequestError) -> Actor {
        let actor = try person(id)
        guard let permission = rulebook.operations[operation] else {
            throw RequestError(RequestDiagnostics.operationOfNobody(operation, pack: rulebook.name))
        }
        guard rulebook.holds(permission.id, roles: actor.roles, person: actor.record, on: moment.today) else {
            throw RequestError(
                RequestDiagnostics.operationNotAllowed(
                    operation, id, permission: rulebook.permissions[permission.id]?.label.bilingual ?? Bilingual(verbatim: permission.id),
                    roles: rulebook.roles(granting: permission.id).map(\.label.bilingual), at: permission.span))
        }
        return actor
    }
}
