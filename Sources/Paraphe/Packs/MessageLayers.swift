import Diagnostics
import Localization
import Rules
import YAML

/// Puts the messages of a run together: `Locales/`, over them the pack's, and the labels of what the pack declares.
enum MessageLayers {
    static func load(
        _ rulebook: Rulebook?, shelf: SourceShelf, into bag: inout DiagnosticBag
    ) throws(DiagnosticsError) -> MessageCatalogue {
        var catalogue = MessageCatalogue()
        let folder = try SharedResources.folder("Locales")
        for language in Language.allCases {
            let file = try shelf.read("\(folder)/\(language.rawValue).yaml")
            let (node, faults) = YAMLParser().parse(file)
            bag.append(contentsOf: faults)
            if let node { bag.append(contentsOf: catalogue.load(node, language: language)) }
        }
        guard let rulebook else { return catalogue }
        let own = Set(rulebook.messages.ids)
        for message in rulebook.allMessages {
            for language in Language.allCases {
                let text = message.text.source(language)
                if own.contains(message.id) {
                    bag.append(contentsOf: catalogue.add(key: message.id, keySpan: message.span, text: text, language: language))
                } else {
                    catalogue.add(key: message.id, plainText: text, language: language)
                }
            }
        }
        bag.append(contentsOf: catalogue.checkParity())
        return catalogue
    }
}
