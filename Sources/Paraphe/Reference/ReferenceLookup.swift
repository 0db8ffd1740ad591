import CEL
import Diagnostics
import Workflow

/// Finds what a person asks of the reference.
package enum ReferenceLookup {
    /// A page by its name, or what a code means.
    package static func markdown(_ name: String, _ language: Language) throws(DiagnosticsError) -> String {
        if let page = ReferencePage(rawValue: name) { return page.markdown(language) }
        if let entry = DiagnosticIndex.all.first(where: { $0.code.name == name }) { return DiagnosticsReference.markdown(entry, language) }
        let names = ReferencePage.allCases.map(\.rawValue) + DiagnosticIndex.all.map(\.code.name)
        throw DiagnosticsError(ReferenceDiagnostics.unknownPage(name, nearest: NearestName.of(name, among: names)))
    }

    /// The pages and what each holds.
    package static func overview(_ language: Language) -> String {
        ReferencePage.allCases.map { page in
            let gap = String(repeating: " ", count: max(2, 16 - page.rawValue.count))
            return page.rawValue + gap + page.summary[language] + "\n"
        }.joined()
    }

    /// A page or what a code means, as one line; the page of codes lists them.
    package static func json(_ name: String, _ language: Language) throws(DiagnosticsError) -> String {
        let text = try markdown(name, language)
        var fields: [(String, Value)] = []
        if let page = ReferencePage(rawValue: name) {
            fields = [("page", .string(name)), ("summary", RequestJSON.both(page.summary))]
            if page == .diagnostics { fields.append(("codes", .list(DiagnosticIndex.all.map { .record(Self.fields($0)) }))) }
        } else if let entry = DiagnosticIndex.all.first(where: { $0.code.name == name }) {
            fields = Self.fields(entry)
        }
        return RequestJSON.line(.record(fields + [("language", .string(language.rawValue)), ("markdown", .string(text))]))
    }

    private static func fields(_ entry: DiagnosticIndex.Entry) -> [(String, Value)] {
        [("code", .string(entry.code.name)), ("summary", RequestJSON.both(entry.summary))]
    }

    /// A line for each page.
    package static var overviewJSON: String {
        ReferencePage.allCases.map { page in
            RequestJSON.line(.record([("page", .string(page.rawValue)), ("summary", RequestJSON.both(page.summary))]))
        }.joined()
    }

    /// Writes every page in both languages below a folder.
    ///
    /// - Returns: the files written.
    package static func write(to folder: String) throws(DiagnosticsError) -> [String] {
        var paths: [String] = []
        for file in ReferencePage.files {
            let path = folder + "/" + file.path
            try FileAccess.makeFolder(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)))
            try FileAccess.write(Array(file.text.utf8), to: path, isDurable: false)
            paths.append(path)
        }
        return paths
    }
}
