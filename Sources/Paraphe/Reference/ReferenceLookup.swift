import Diagnostics

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

    /// Writes every page in both languages below a folder.
    package static func write(to folder: String) throws(DiagnosticsError) {
        for file in ReferencePage.files {
            let path = folder + "/" + file.path
            try FileAccess.makeFolder(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)))
            try FileAccess.write(Array(file.text.utf8), to: path, isDurable: false)
        }
    }
}
