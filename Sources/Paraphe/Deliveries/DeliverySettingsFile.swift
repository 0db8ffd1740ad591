import Diagnostics
import Mail
import YAML

/// Settings from a YAML file of the installation:
///
/// ```yaml
/// mail:
///   server: smtp.example.org:587
///   security: starttls            # tls (port 465), none (this machine alone)
///   authorities: authorities.pem  # those of the system when absent
///   account: paraphe
///   password-file: smtp.password  # or password-env: NAME
///   from: { name: Virtual care, address: no-reply@example.org }
///   reply-to: { address: support@example.org }
///   footer: { fr: …, en: … }
///   client-name: paraphe.example.org
///   retry: { first-minutes: 1, longest-minutes: 240, give-up-days: 5 }
///   timeout: { connect-seconds: 30, reply-seconds: 120, final-reply-seconds: 600 }
/// fax:
///   by: gateway                   # over the mail server; or program
///   address: "{number}@fax.example.org"
///   command: /usr/bin/sendfax     # of a program
///   arguments: [-n, -i, "{id}", -d, "{number}", "{file}"]
///   format: tiff                  # or pdf
///   subject: { fr: …, en: … }
///   text: { fr: …, en: … }
///   seconds: 300
///   give-up-codes: [64, 65]
///   retry: { first-minutes: 1, longest-minutes: 240, give-up-days: 1 }
/// ```
package enum DeliverySettingsFile {
    private static let keys = [
        "server", "security", "authorities", "account", "password-file", "password-env", "from", "reply-to", "footer", "client-name",
        "retry", "timeout",
    ]

    private static let faxKeys = [
        "by", "address", "command", "arguments", "format", "subject", "text", "retry", "seconds", "give-up-codes",
    ]

    /// - Parameter shelf: where the file is kept, so that faults in it can be shown.
    package static func read(_ path: String, shelf: SourceShelf) throws(DiagnosticsError) -> DeliverySettings {
        let file = shelf.add(path: path, bytes: try FileAccess.read(path))
        let (node, faults) = YAMLParser().parse(file)
        var reader = Reader(folder: String(path.reversed().drop { $0 != "/" }.reversed()), keys: KeyReader(.deliverySettings, bag: faults))
        let root = node ?? YAMLNode(.mapping([]), span: Span(source: file.id, start: 0, end: 0))
        let settings = DeliverySettings(mail: reader.mail(root), fax: reader.fax(root))
        reader.checkWhole(root, settings)
        try reader.keys.bag.throwIfErrors()
        return settings
    }

    private struct Reader {
        let folder: String
        var keys: KeyReader

        mutating func checkWhole(_ root: YAMLNode, _ settings: DeliverySettings) {
            keys.check(root, ["mail", "fax"])
            guard root["mail"] == nil else { return }
            let start = Span(source: root.span.source, start: 0, end: 0)
            if root["fax"] == nil { keys.bag.append(keys.words.missing("mail", at: start)) }
            if case .gateway? = settings.fax?.route { keys.bag.append(keys.words.missing("mail", at: root["fax"]?.span ?? start)) }
        }

        // MARK: - Mail

        mutating func mail(_ root: YAMLNode) -> MailSettings? {
            guard let node = root["mail"], node.mapping != nil else { return nil }
            keys.check(node, DeliverySettingsFile.keys)
            let place = keys.value("server", of: node, isRequired: true, expected: DeliveryDiagnostics.aServer) { MailServer.parse($0) }
            guard let place, let sender = keys.required("from", of: node), let from = mailbox(sender) else { return nil }
            let security = keys.choice("security", of: node, as: MailServer.Security.self) ?? .startTLS
            let password = password(node)
            if let account = node["account"], password == nil { keys.bag.append(keys.words.missing("password-file", at: account.span)) }
            var settings = MailSettings(
                host: place.host, port: place.port ?? (security == .tls ? 465 : security == .none ? 25 : 587), security: security,
                authorities: node["authorities"]?.text.map { path($0.text) }, account: node["account"]?.text?.text, password: password,
                from: from)
            settings.replyTo = node["reply-to"].flatMap { mailbox($0) }
            settings.footer = keys.bilingual("footer", of: node)
            let name = keys.value("client-name", of: node, expected: DeliveryDiagnostics.aDomain) { text in
                (try? MailAddress("a@" + text)).map { _ in text }
            }
            if let name { settings.clientName = name }
            retries(node["retry"], into: &settings.retries)
            if let timeout = node["timeout"] { timeouts(timeout, into: &settings.limits) }
            return settings
        }

        private mutating func timeouts(_ node: YAMLNode, into limits: inout MailLimits) {
            keys.check(node, ["connect-seconds", "reply-seconds", "final-reply-seconds"])
            if let seconds = keys.number("connect-seconds", of: node, in: 1...600) { limits.connectSeconds = Double(seconds) }
            if let seconds = keys.number("reply-seconds", of: node, in: 1...600) { limits.replySeconds = Double(seconds) }
            if let seconds = keys.number("final-reply-seconds", of: node, in: 1...1_800) { limits.finalReplySeconds = Double(seconds) }
        }

        private mutating func retries(_ node: YAMLNode?, into retries: inout RetryPolicy) {
            guard let node else { return }
            keys.check(node, ["first-minutes", "longest-minutes", "give-up-days"])
            if let minutes = keys.number("first-minutes", of: node, in: 1...1_440) { retries.firstSeconds = Int64(minutes * 60) }
            if let minutes = keys.number("longest-minutes", of: node, in: 1...10_080) { retries.longestSeconds = Int64(minutes * 60) }
            if let days = keys.number("give-up-days", of: node, in: 1...60) { retries.giveUpSeconds = Int64(days * 86_400) }
        }

        private func password(_ node: YAMLNode) -> MailSettings.PasswordPlace? {
            if let file = node["password-file"]?.text?.text { return .file(path(file)) }
            return node["password-env"]?.text.map { .environment($0.text) }
        }

        /// `{ name: …, address: … }`, or the address alone.
        private mutating func mailbox(_ node: YAMLNode) -> Mailbox? {
            let written = node.mapping == nil ? node : node["address"]
            guard let written, let text = written.text?.text else {
                keys.bag.append(keys.words.missing("address", at: node.span))
                return nil
            }
            do throws(DiagnosticsError) {
                return Mailbox(name: node["name"]?.text?.text, address: try MailAddress(text))
            } catch {
                for var fault in error.bag.diagnostics {
                    fault.span = written.span
                    keys.bag.append(fault)
                }
                return nil
            }
        }

        /// Paths are seen from the file.
        private func path(_ text: String) -> String { text.hasPrefix("/") ? text : folder + text }

        // MARK: - Faxes

        mutating func fax(_ root: YAMLNode) -> FaxSettings? {
            guard let node = root["fax"], node.mapping != nil else { return nil }
            keys.check(node, DeliverySettingsFile.faxKeys)
            guard let route = route(node) else { return nil }
            var settings = FaxSettings(route: route)
            if let format = keys.choice("format", of: node, as: FaxSettings.FileFormat.self) { settings.format = format }
            if let subject = keys.bilingual("subject", of: node) { settings.subject = subject }
            if let text = keys.bilingual("text", of: node) { settings.text = text }
            retries(node["retry"], into: &settings.retries)
            if let seconds = keys.number("seconds", of: node, in: 1...3_600) { settings.programSeconds = seconds }
            let codes = keys.texts("give-up-codes", of: node, expected: FaxSendingDiagnostics.codes) { texts in
                texts.allSatisfy { Int32($0).map { (1...255).contains($0) } ?? false }
            }
            if let codes { settings.finalCodes = Set(codes.compactMap { Int32($0) }) }
            return settings
        }

        private enum RouteKind: String, CaseIterable {
            case gateway
            case program
        }

        private mutating func route(_ node: YAMLNode) -> FaxSettings.Route? {
            switch keys.choice("by", of: node, isRequired: true, as: RouteKind.self) {
            case nil: return nil
            case .gateway:
                return keys.value("address", of: node, isRequired: true, expected: FaxSendingDiagnostics.aPattern) { pattern in
                    let sample = FaxSettings.filled(pattern, [("number", "14185550188"), ("national", "4185550188")])
                    guard sample != pattern, !sample.contains("{"), (try? MailAddress(sample)) != nil else { return nil }
                    return .gateway(address: pattern)
                }
            case .program:
                let path = keys.value("command", of: node, isRequired: true, expected: FaxSendingDiagnostics.aProgram) { text in
                    text.hasPrefix("/") ? text : nil
                }
                let given = keys.texts("arguments", of: node, expected: FaxSendingDiagnostics.arguments) { arguments in
                    func has(_ names: String...) -> Bool { arguments.contains { argument in names.contains { argument.contains($0) } } }
                    return has("{number}", "{national}") && has("{file}")
                }
                guard let path, given != nil || node["arguments"] == nil else { return nil }
                return .program(path: path, arguments: given ?? FaxSettings.usualArguments)
            }
        }
    }
}
