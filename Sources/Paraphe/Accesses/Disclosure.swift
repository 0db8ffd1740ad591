import CEL
import Diagnostics

/// One line of a disclosure: somebody read a dossier or changed it.
package struct Disclosure: Sendable {
    package enum What: Sendable {
        case read(DossierAccess)
        case changed(HistoryEntry)
    }

    package let at: Timestamp
    package let person: String
    /// Given and family name, where the person is known.
    package let name: String
    package let what: What

    /// In words.
    package var words: Bilingual {
        switch what {
        case .changed(let entry): entry.label
        case .read(let access): AccessWording.words(access)
        }
    }
}
