import Diagnostics

/// Many files under one command: what is found about one names it.
package enum FileBatch {
    static func findings(
        _ path: String, isOne: Bool, _ body: () throws(DiagnosticsError) -> DiagnosticBag
    ) -> [Diagnostic] {
        let found: DiagnosticBag
        do throws(DiagnosticsError) {
            found = try body()
        } catch {
            found = error.bag
        }
        guard !isOne else { return found.diagnostics }
        return found.diagnostics.map { diagnostic in
            var diagnostic = diagnostic
            diagnostic.notes.append(Bilingual(fr: "fichier\u{A0}: \(path)", en: "file: \(path)"))
            return diagnostic
        }
    }

    /// Where each file goes: `output` itself for one file, a folder, or a name in which `{name}` stands for the input's name without `.pdf`.
    ///
    /// - Returns: nil when several files would take the same name.
    package static func outputs(_ inputs: [String], to output: String) -> [(input: String, output: String)]? {
        let isFolder = output.hasSuffix("/") || FileAccess.isFolder(output)
        let pairs = inputs.map { input -> (input: String, output: String) in
            let last = input.split(separator: "/").last.map(String.init) ?? input
            if isFolder { return (input, output.hasSuffix("/") ? output + last : output + "/" + last) }
            let name = last.lowercased().hasSuffix(".pdf") ? String(last.dropLast(4)) : last
            return (input, output.replacing("{name}", with: name))
        }
        return Set(pairs.map(\.output)).count == pairs.count ? pairs : nil
    }
}
