import Diagnostics
import Fonts
import Images
import PDF

/// The resources of content streams (ISO 32000-1, clause 7.8.3): fonts, pictures and opacities.
struct ContentResources {
    let fonts: FontRegister
    let usage: ContentUsage
    let images: [ImageResource]
    let cache: ResourceCache

    /// Writes what is used, and gives the dictionary.
    func write(to receiver: inout some PDFObjectReceiver, level: Int, _ findings: inout DiagnosticBag) -> PDFDictionary {
        var dictionary: PDFDictionary = [:]
        var fontEntries: PDFDictionary = [:]
        for use in fonts.uses where !use.glyphs.isEmpty {
            guard let font = cache.font(use.key, table: use.table, level: level) else {
                findings.append(ExportDiagnostics.uncuttableFont(use.table.face.family))
                continue
            }
            let own = receiver.reserve()
            font.write(as: own, to: &receiver)
            fontEntries[use.resourceName] = .reference(own)
        }
        if !fontEntries.isEmpty { dictionary["Font"] = .dictionary(fontEntries) }
        var pictures: PDFDictionary = [:]
        for index in usage.images.sorted() where images.indices.contains(index) {
            let own = receiver.reserve()
            cache.image(images[index], level: level).write(as: own, to: &receiver)
            pictures[PDFName("I\(index)")] = .reference(own)
        }
        if !pictures.isEmpty { dictionary["XObject"] = .dictionary(pictures) }
        var states: PDFDictionary = [:]
        for alpha in usage.alphas.sorted() {
            states[alpha.resourceName] = [
                "Type": .name("ExtGState"), "ca": .real(Double(alpha.fill) / 255), "CA": .real(Double(alpha.stroke) / 255),
            ]
        }
        if !states.isEmpty { dictionary["ExtGState"] = .dictionary(states) }
        return dictionary
    }
}
