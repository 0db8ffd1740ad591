import ArgumentParser
import Diagnostics
import Paraphe

/// `-o` and what belongs to it: the file's extension says what is written.
struct OutputOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: ArgumentHelp(CLIWords.outputKindHelp[CLIWords.language])) var output: String
    @Option(help: ArgumentHelp(CLIWords.pagesHelp[CLIWords.language], valueName: "1-3,7")) var pages: String?
    @Option(help: ArgumentHelp(CLIWords.dpiHelp[CLIWords.language], valueName: "150|204x98")) var dpi: String?
    @Option(help: ArgumentHelp(CLIWords.bitsHelp[CLIWords.language], valueName: "1|8|24")) var bits: Int?
    @Option(help: ArgumentHelp(CLIWords.standardHelp[CLIWords.language], valueName: "pdf/a-2a+ua-1|pdf/a-3a+ua-1|pdf-1.7|pdf-2.0"))
    var standard: String?

    @Option(help: ArgumentHelp(CLIWords.faxHelp[CLIWords.language], valueName: "standard|fine")) var fax: String?
    @Option(help: ArgumentHelp(CLIWords.codingHelp[CLIWords.language], valueName: "mh|t6")) var coding: String?

    func request() throws(DiagnosticsError) -> OutputRequest {
        try OutputRequest(path: output, pages: pages, dpi: dpi, bits: bits, fax: fax, coding: coding, standard: standard)
    }
}
