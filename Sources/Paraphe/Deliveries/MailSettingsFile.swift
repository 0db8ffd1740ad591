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
package enum MailSettingsFile {
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
        var reader = Reader(folder: String(path.reversed().drop { $0 != "/" }.reversed()), bag: faults)
        let settings = DeliverySettings(mail: reader.read(node), fax: reader.readFax(node))
        let start = Span(source: file.id, start: 0, end: 0)
        if node?["mail"] == nil, node?["fax"] == nil { reader.bag.append(DeliveryDiagnostics.missing("mail", at: start)) }
        if node?["mail"] == nil, case .gateway? = settings.fax?.route {
            reader.bag.append(DeliveryDiagnostics.missing("mail", at: node?["fax"]?.span ?? start))
        }
        reader.check(node?.mapping ?? [], ["mail", "fax"])
        try reader.bag.throwIfErrors()
        return settings
    }

    private struct Reader {
        let folder: String
        var bag: DiagnosticBag

        mutating func read(_ root: YAMLNode?) -> MailSettings? {
            guard let node = root?["mail"], let entries = node.mapping else { return nil }
            check(entries, keys)
            guard let place = server(node), let from = mailbox(node["from"], "from", of: node) else { return nil }
            let security = security(node["security"])
            let password = password(node)
            if node["account"] != nil, password == nil {
                bag.append(DeliveryDiagnostics.missing("password-file", at: node["account"]?.span ?? node.span))
            }
            var settings = MailSettings(
                host: place.host, port: place.port ?? (security == .tls ? 465 : security == .none ? 25 : 587), security: security,
                authorities: node["authorities"]?.text.map { path($0.text) }, account: node["account"]?.text?.text, password: password,
                from: from)
            if node["reply-to"] != nil { settings.replyTo = mailbox(node["reply-to"], "reply-to", of: node) }
            settings.footer = bilingual(node, "footer")
            if let name = node["client-name"] {
                if let text = name.text?.text, (try? MailAddress("a@" + text)) != nil {
                    settings.clientName = text
                } else {
                    bag.append(DeliveryDiagnostics.value("client-name", DeliveryDiagnostics.aDomain, at: name.span))
                }
            }
            readRetries(node["retry"], into: &settings.retries)
            if let timeout = node["timeout"] {
                check(timeout.mapping ?? [], ["connect-seconds", "reply-seconds", "final-reply-seconds"])
                if let seconds = number(timeout, "connect-seconds", 1...600) { settings.limits.connectSeconds = Double(seconds) }
                if let seconds = number(timeout, "reply-seconds", 1...600) { settings.limits.replySeconds = Double(seconds) }
                if let seconds = number(timeout, "final-reply-seconds", 1...1_800) { settings.limits.finalReplySeconds = Double(seconds) }
            }
            return settings
        }

        private mutating func readRetries(_ retry: YAMLNode?, into retries: inout RetryPolicy) {
            guard let retry else { return }
            check(retry.mapping ?? [], ["first-minutes", "longest-minutes", "give-up-days"])
            if let minutes = number(retry, "first-minutes", 1...1_440) { retries.firstSeconds = Int64(minutes * 60) }
            if let minutes = number(retry, "longest-minutes", 1...10_080) { retries.longestSeconds = Int64(minutes * 60) }
            if let days = number(retry, "give-up-days", 1...60) { retries.giveUpSeconds = Int64(days * 86_400) }
        }

        mutating func readFax(_ root: YAMLNode?) -> FaxSettings? {
            guard let node = root?["fax"], let entries = node.mapping else { return nil }
            check(entries, faxKeys)
            guard let route = route(node) else { return nil }
            var settings = FaxSettings(route: route)
            if let format = node["format"] {
                if let known = format.text.flatMap({ FaxSettings.FileFormat(rawValue: $0.text) }) {
                    settings.format = known
                } else {
                    bag.append(DeliveryDiagnostics.value("format", Bilingual(verbatim: "`tiff`, `pdf`"), at: format.span))
                }
            }
            if let subject = bilingual(node, "subject") { settings.subject = subject }
            if let text = bilingual(node, "text") { settings.text = text }
            readRetries(node["retry"], into: &settings.retries)
            if let seconds = number(node, "seconds", 1...3_600) { settings.programSeconds = seconds }
            if let codes = node["give-up-codes"] {
                let numbers = codes.sequence?.compactMap { $0.text.flatMap { Int32($0.text) } } ?? []
                if numbers.count == codes.sequence?.count, numbers.allSatisfy({ (1...255).contains($0) }) {
                    settings.finalCodes = Set(numbers)
                } else {
                    bag.append(DeliveryDiagnostics.value("give-up-codes", FaxSendingDiagnostics.codes, at: codes.span))
                }
            }
            return settings
        }

        private mutating func route(_ node: YAMLNode) -> FaxSettings.Route? {
            switch node["by"]?.text?.text {
            case "gateway":
                guard let address = node["address"] else {
                    bag.append(DeliveryDiagnostics.missing("address", at: node.span))
                    return nil
                }
                let pattern = address.text?.text ?? ""
                let sample = FaxSettings.filled(pattern, [("number", "14185550188"), ("national", "4185550188")])
                guard sample != pattern, !sample.contains("{"), (try? MailAddress(sample)) != nil else {
                    bag.append(DeliveryDiagnostics.value("address", FaxSendingDiagnostics.aPattern, at: address.span))
                    return nil
                }
                return .gateway(address: pattern)
            case "program":
                guard let command = node["command"] else {
                    bag.append(DeliveryDiagnostics.missing("command", at: node.span))
                    return nil
                }
                guard let path = command.text?.text, path.hasPrefix("/") else {
                    bag.append(DeliveryDiagnostics.value("command", FaxSendingDiagnostics.aProgram, at: command.span))
                    return nil
                }
                guard let given = node["arguments"] else { return .program(path: path, arguments: FaxSettings.usualArguments) }
                let arguments = given.sequence?.compactMap { $0.text?.text } ?? []
                func has(_ names: [String]) -> Bool { arguments.contains { argument in names.contains { argument.contains($0) } } }
                guard arguments.count == given.sequence?.count, has(["{number}", "{national}"]), has(["{file}"]) else {
                    bag.append(DeliveryDiagnostics.value("arguments", FaxSendingDiagnostics.arguments, at: given.span))
                    return nil
                }
                return .program(path: path, arguments: arguments)
            case nil: bag.append(DeliveryDiagnostics.missing("by", at: node.span))
            default:
                bag.append(DeliveryDiagnostics.value("by", Bilingual(verbatim: "`gateway`, `program`"), at: node["by"]?.span ?? node.span))
            }
            return nil
        }

        private mutating func bilingual(_ node: YAMLNode, _ key: String) -> Bilingual? {
            guard let value = node[key] else { return nil }
            if let fr = value["fr"]?.text?.text, let en = value["en"]?.text?.text { return Bilingual(fr: fr, en: en) }
            bag.append(DeliveryDiagnostics.value(key, Bilingual(verbatim: "{ fr: …, en: … }"), at: value.span))
            return nil
        }

        mutating func check(_ entries: [YAMLEntry], _ known: [String]) {
            for entry in entries where !known.contains(entry.key) {
                bag.append(
                    DeliveryDiagnostics.unknownKey(
                        entry.key, nearest: NearestName.of(entry.key, among: known), known: known, at: entry.keySpan))
            }
        }

        private mutating func server(_ node: YAMLNode) -> (host: String, port: Int?)? {
            guard let server = node["server"] else {
                bag.append(DeliveryDiagnostics.missing("server", at: node.span))
                return nil
            }
            if let place = server.text.flatMap({ MailServer.parse($0.text) }) { return place }
            bag.append(DeliveryDiagnostics.value("server", DeliveryDiagnostics.aServer, at: server.span))
            return nil
        }

        private mutating func security(_ node: YAMLNode?) -> MailServer.Security {
            guard let node else { return .startTLS }
            if let security = node.text.flatMap({ MailServer.Security(rawValue: $0.text) }) { return security }
            let known = MailServer.Security.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            bag.append(DeliveryDiagnostics.value("security", Bilingual(verbatim: known), at: node.span))
            return .startTLS
        }

        private func password(_ node: YAMLNode) -> MailSettings.PasswordPlace? {
            if let file = node["password-file"]?.text?.text { return .file(path(file)) }
            return node["password-env"]?.text.map { .environment($0.text) }
        }

        private mutating func mailbox(_ node: YAMLNode?, _ key: String, of owner: YAMLNode) -> Mailbox? {
            guard let node else {
                bag.append(DeliveryDiagnostics.missing(key, at: owner.span))
                return nil
            }
            let written = node.mapping == nil ? node : node["address"]
            guard let written, let text = written.text?.text else {
                bag.append(DeliveryDiagnostics.missing("address", at: node.span))
                return nil
            }
            do throws(DiagnosticsError) {
                return Mailbox(name: node["name"]?.text?.text, address: try MailAddress(text))
            } catch {
                for var fault in error.bag.diagnostics {
                    fault.span = written.span
                    bag.append(fault)
                }
                return nil
            }
        }

        private mutating func number(_ node: YAMLNode, _ key: String, _ range: ClosedRange<Int>) -> Int? {
            guard let value = node[key] else { return nil }
            if let number = value.text.flatMap({ Int($0.text) }), range.contains(number) { return number }
            bag.append(
                DeliveryDiagnostics.value(key, Bilingual(verbatim: "\(range.lowerBound)–\(range.upperBound)"), at: value.span))
            return nil
        }

        /// Paths are seen from the file.
        private func path(_ text: String) -> String { text.hasPrefix("/") ? text : folder + text }
    }
}
