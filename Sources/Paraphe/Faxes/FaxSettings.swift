import Diagnostics
import Mail

/// How an installation sends faxes; like its mail server, it is the installation's and not the pack's.
package struct FaxSettings: Sendable {
    package enum Route: Sendable {
        /// A gateway that takes faxes by mail, over the installation's mail server. The address has `{number}` or `{national}`.
        case gateway(address: String)
        /// A program such as HylaFAX's `sendfax`, run with arguments and without a shell. They have `{number}`, `{national}`, `{file}`
        /// and `{id}`.
        case program(path: String, arguments: [String])
    }

    package enum FileFormat: String, Sendable, CaseIterable {
        case tiff
        case pdf
    }

    /// As HylaFAX's `sendfax` takes them: no notice by mail, and the name of the job, so that a repetition can be told.
    static let usualArguments = ["-n", "-i", "{id}", "-d", "{number}", "{file}"]

    package var route: Route
    package var format: FileFormat
    /// What the mail to a gateway says; it may have `{pages}` and nothing of the fax besides.
    package var subject: Bilingual
    package var text: Bilingual
    package var retries: RetryPolicy
    /// How long a program may take.
    package var programSeconds: Int
    /// Codes by which a program says that trying again is of no use: wrong arguments, unreadable file, unknown receiver (sysexits.h).
    package var finalCodes: Set<Int32>

    package init(
        route: Route, format: FileFormat = .tiff,
        subject: Bilingual = Bilingual(fr: "Télécopie", en: "Fax"),
        text: Bilingual = Bilingual(fr: "Télécopie jointe\u{A0}: {pages} p.", en: "Fax attached: {pages} p."),
        retries: RetryPolicy = RetryPolicy(giveUpSeconds: 86_400), programSeconds: Int = 300, finalCodes: Set<Int32> = [64, 65, 66, 67, 68]
    ) {
        self.route = route
        self.format = format
        self.subject = subject
        self.text = text
        self.retries = retries
        self.programSeconds = programSeconds
        self.finalCodes = finalCodes
    }

    /// A pattern with the values of a job in it; values are put in once, so that none is taken for a name.
    static func filled(_ pattern: String, _ values: [(name: String, value: String)]) -> String {
        var out = ""
        var rest = Substring(pattern)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            out += rest[..<open]
            if let value = values.first(where: { $0.name == name }) {
                out += value.value
                rest = rest[rest.index(after: close)...]
            } else {
                out += "{"
                rest = rest[rest.index(after: open)...]
            }
        }
        return out + rest
    }
}
