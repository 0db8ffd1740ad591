import Diagnostics
import Foundation

/// The folders that come with the tool: `Templates` and `Locales`.
package enum SharedResources {
    /// The folder `name`, from `PARAPHE_HOME` where set, else beside the executable.
    package static func folder(_ name: String) throws(DiagnosticsError) -> String {
        var homes: [String] = []
        if let home = ProcessInfo.processInfo.environment["PARAPHE_HOME"], !home.isEmpty { homes.append(home) }
        if let executable = Bundle.main.executablePath {
            let folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent().path
            homes.append(folder + "/Paraphe_Paraphe.resources")
        }
        for home in homes where FileAccess.isFolder(home + "/" + name) { return home + "/" + name }
        // In a test the executable is the runner: the bundle knows where the build put its resources.
        let bundled = Bundle.module.bundlePath + "/" + name
        guard FileAccess.isFolder(bundled) else { throw DiagnosticsError(FileDiagnostics.noResources(name)) }
        return bundled
    }
}
