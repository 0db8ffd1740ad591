import CEL
import CivilTime
import Diagnostics
import Exchange
import Journal
import Rules
import Workflow

/// A document made for another system.
package struct ExchangedDocument: Sendable {
    package let exchange: ExchangeDefinition
    /// JSON, a line break at the end.
    package let bytes: [UInt8]
}

extension RequestService {
    /// What an exchange of the pack says of a dossier.
    ///
    /// - Parameter language: of its texts.
    package func export(
        _ name: String, of id: String, by personID: String, in language: Language, at moment: DecisionMoment
    ) async throws(RequestError) -> ExchangedDocument {
        guard let dossier = try await load(id) else { throw RequestError(RequestDiagnostics.notFound(id)) }
        let own = try under(dossier)
        if own.packHash != packHash { return try await own.export(name, of: id, by: personID, in: language, at: moment) }
        let exchange = try exchange(name, .export)
        let actor = try sight(of: dossier, by: personID, at: moment).actor
        if let permission = exchange.permission,
            !rulebook.holds(permission.id, roles: actor.roles, person: actor.record, on: moment.today)
        {
            throw RequestError(
                RequestDiagnostics.exchangeNotAllowed(name, permission: rulebook.permissions[permission.id]?.label.bilingual, personID))
        }
        guard let content = exchange.content else { throw RequestError(RequestDiagnostics.notFound(id)) }
        let events = try await allEvents(of: id)
        var variables = decider.activation(dossier: dossier, actor: actor, at: moment)
        add(language, to: &variables)
        variables["formList"] = FormList(rulebook, language).value(of: dossier, events: events)
        let records = DossierRecords(rulebook, language)
        variables["events"] = records.events(events)
        let blobs = blobs
        do throws(DiagnosticsError) {
            variables["documents"] =
                exchange.carriesContents
                ? try records.documents(events) { (made) throws(DiagnosticsError) in try blobs.get(made.hash) }
                : try records.documents(events, content: nil)
            let (value, bag) = ExchangeBuilder(language: language, zone: zone).build(content, variables)
            try bag.throwIfErrors()
            return ExchangedDocument(exchange: exchange, bytes: Array((value ?? .record([])).jsonText.utf8) + [UInt8(ascii: "\n")])
        } catch {
            throw .faults(error.bag)
        }
    }

    /// The order that a received document amounts to, for ``act(_:at:)``.
    ///
    /// - Parameters:
    ///   - commandID: chosen by the sender; nil takes one that follows from the document, so that it does nothing twice.
    ///   - dossierID: the dossier to act on; nil for an action that makes one, whose identifier follows from the command's.
    /// - Returns: and what the pack only warns of.
    package func order(
        from message: SourceFile, by name: String, commandID: String?, dossierID: String?, person personID: String, in language: Language,
        at moment: DecisionMoment
    ) throws(RequestError) -> (order: RequestOrder, warnings: DiagnosticBag) {
        let exchange = try exchange(name, .import)
        let actor = try person(personID)
        var variables = Activation()
        variables["actor"] = actor.record
        variables["now"] = .timestamp(moment.now)
        variables["today"] = .string(moment.today.text)
        add(language, to: &variables)
        let reading = ExchangeReading(exchange, language: language, zone: zone, wording: .messages(timeZone: rulebook.timeZone))
        let (values, bag) = reading.read(message, variables)
        guard let values, let action = exchange.action else { throw .faults(bag) }
        let command = commandID ?? "exchange-" + BlobStore.hash(of: Array("\(rulebook.name)\n\(name)\n\(personID)\n".utf8) + message.bytes)
        var order = RequestOrder(
            commandID: command, dossierID: dossierID ?? RequestOrder.dossierID(command: command), action: action.id, person: personID,
            input: values.input, edits: values.edits, form: values.form)
        order.sourceDigest = BlobStore.hash(of: message.bytes)
        return (order, bag)
    }

    private func exchange(_ name: String, _ kind: ExchangeDefinition.Kind) throws(RequestError) -> ExchangeDefinition {
        let known = rulebook.exchanges.filter { $0.kind == kind }
        guard let exchange = known.first(where: { $0.id == name }) else {
            throw RequestError(RequestDiagnostics.noExchange(name, kind: kind, known: known.map(\.id)))
        }
        return exchange
    }

    private var zone: CivilTimeZone { CivilTimeZone(rulebook.timeZone) ?? .utc }

    /// `language`, and `pack` and `contacts` in it.
    private func add(_ language: Language, to variables: inout Activation) {
        variables["language"] = .string(language.rawValue)
        variables["pack"] = rulebook.packRecord(language, hash: decider.packHash)
        variables["contacts"] = rulebook.contactsRecord(language)
    }
}
