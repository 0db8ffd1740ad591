import Diagnostics
import Journal
import Rules
import Workflow

/// The codes of ``RequestDiagnostics`` and what they mean.
package enum RequestCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] =
        requests + JournalError.Code.allCases.map { (DiagnosticCode($0.rawValue), RequestDiagnostics.words($0)) }
        + ReplayError.Code.allCases.map { (DiagnosticCode($0.rawValue), RequestDiagnostics.words($0)) }

    private static let requests: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("request/unknown-content", Bilingual(fr: "le genre du fichier n’est pas permis", en: "the kind of file is not allowed")),
        ("request/altered-content", Bilingual(fr: "un fichier conservé a été altéré", en: "a kept file was altered")),
        ("request/unknown-person", Bilingual(fr: "la personne est inconnue", en: "the person is not known")),
        ("request/not-found", Bilingual(fr: "le dossier n’existe pas", en: "the dossier does not exist")),
        ("request/no-document", Bilingual(fr: "le dossier n’a pas ce document", en: "the dossier has no such document")),
        ("request/command-reused", Bilingual(fr: "l’identifiant de commande a déjà servi", en: "the command identifier was used before")),
        ("request/command-reserved", Bilingual(fr: "l’identifiant de commande est réservé", en: "the command identifier is reserved")),
        ("request/unfit-name", Bilingual(fr: "un dossier ne peut porter ce nom", en: "a dossier cannot have this name")),
        ("request/no-attachment-field", Bilingual(fr: "le champ ne prend pas de pièce jointe", en: "the field takes no attachment")),
        ("request/document-not-made", Bilingual(fr: "un document n’a pu être produit", en: "a document could not be made")),
        ("request/no-object", Bilingual(fr: "un objet JSON est attendu", en: "a JSON object is expected")),
        ("request/unknown-state", Bilingual(fr: "l’état n’existe pas", en: "the state does not exist")),
        (
            "request/version-missing",
            Bilingual(fr: "la version des règles du dossier manque", en: "the dossier's version of the rules is missing")
        ),
        ("request/key-missing", Bilingual(fr: "la clé du dossier manque", en: "the key of the dossier is missing")),
        ("request/unknown-role", Bilingual(fr: "le rôle n’existe pas", en: "the role does not exist")),
        (
            "request/no-documents-folder",
            Bilingual(fr: "une base de données demande un dossier de documents", en: "a database asks for a documents folder")
        ),
        ("request/no-exchange", Bilingual(fr: "la configuration n’a pas cet échange", en: "the pack has no such exchange")),
        (
            "request/exchange-not-allowed",
            Bilingual(fr: "la personne n’a pas le droit de faire cet échange", en: "the person may not do this exchange")
        ),
        (
            "request/operation-not-allowed",
            Bilingual(fr: "la personne n’a pas le droit de faire cela du registre", en: "the person may not do this with the store")
        ),
        ("request/not-shown", Bilingual(fr: "le dossier n’est pas montré à la personne", en: "the dossier is not shown to the person")),
        ("request/contention", Bilingual(fr: "trop d’écritures à la fois", en: "too many writers at once")),
    ]
}

/// The words of what can go wrong around a request.
package enum RequestDiagnostics {
    static func unknownContent(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "request/unknown-content",
            Bilingual(fr: "le contenu de `\(path)` n’est pas d’un genre permis", en: "the content of `\(path)` is not of an allowed kind"),
            at: nil,
            hint: Bilingual(
                fr: "PDF, PNG, JPEG, TIFF, HEIC, MP4, QuickTime ou WebM, d’après le contenu et non le nom",
                en: "PDF, PNG, JPEG, TIFF, HEIC, MP4, QuickTime or WebM, by content and not by name"))
    }

    static func alteredContent(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "request/altered-content",
            Bilingual(fr: "le fichier `\(path)` a été altéré", en: "the file `\(path)` was altered"), at: nil)
    }

    static func noExchange(_ name: String, kind: ExchangeDefinition.Kind, known: [String]) -> Diagnostic {
        let list = known.map { "`\($0)`" }.joined(separator: ", ")
        let hint =
            known.isEmpty
            ? Bilingual(
                fr: "la configuration n’a aucun échange de genre `\(kind.rawValue)`",
                en: "the pack has no exchange of kind `\(kind.rawValue)`")
            : Bilingual(fr: "échanges de ce genre\u{A0}: \(list)", en: "exchanges of this kind: \(list)")
        return Diagnostic(
            .error, "request/no-exchange",
            Bilingual(
                fr: "il n’y a pas d’échange `\(name)` de genre `\(kind.rawValue)`",
                en: "there is no exchange `\(name)` of kind `\(kind.rawValue)`"),
            at: nil, hint: NearestName.of(name, among: known).map { Bilingual.didYouMean($0) } ?? hint)
    }

    static func exchangeNotAllowed(_ name: String, permission: Bilingual?, _ person: String) -> Diagnostic {
        let needed = permission ?? Bilingual(verbatim: name)
        return Diagnostic(
            .error, "request/exchange-not-allowed",
            Bilingual(fr: "`\(person)` ne peut pas faire l’échange `\(name)`", en: "`\(person)` may not do the exchange `\(name)`"),
            at: nil,
            hint: Bilingual(fr: "il faut la permission «\u{A0}\(needed.fr)\u{A0}»", en: "it needs the permission “\(needed.en)”"))
    }

    static func operationNotAllowed(
        _ operation: StoreOperation, _ person: String, permission: Bilingual, roles: [Bilingual], at span: Span
    ) -> Diagnostic {
        let (fr, en) = (roles.map(\.fr).joined(separator: ", "), roles.map(\.en).joined(separator: ", "))
        return Diagnostic(
            .error, "request/operation-not-allowed",
            Bilingual(
                fr: "`\(person)` ne peut pas \(operation.words.fr)\u{A0}: il faut la permission «\u{A0}\(permission.fr)\u{A0}»",
                en: "`\(person)` may not \(operation.words.en): it needs the permission “\(permission.en)”"),
            at: span,
            hint: roles.isEmpty
                ? Bilingual(fr: "aucun rôle ne donne cette permission", en: "no role grants this permission")
                : Bilingual(fr: "rôles qui la donnent\u{A0}: \(fr)", en: "roles that grant it: \(en)"))
    }

    static func operationOfNobody(_ operation: StoreOperation, pack: String) -> Diagnostic {
        Diagnostic(
            .error, "request/operation-not-allowed",
            Bilingual(
                fr: "le service `\(pack)` ne dit pas qui peut \(operation.words.fr)",
                en: "the pack `\(pack)` does not say who may \(operation.words.en)"),
            at: nil,
            hint: Bilingual(
                fr: "y ajouter `operations: { \(operation.rawValue): PERMISSION }`",
                en: "add `operations: { \(operation.rawValue): PERMISSION }` to it"))
    }

    static func unknownPerson(_ id: String, nearest: String?) -> Diagnostic {
        Diagnostic(
            .error, "request/unknown-person",
            Bilingual(fr: "personne ne s’identifie par `\(id)`", en: "nobody is identified by `\(id)`"), at: nil,
            hint: nearest.map { Bilingual.didYouMean($0) }
                ?? Bilingual(
                    fr: "`people` de la configuration, ou l’annuaire, dit qui s’y trouve",
                    en: "`people` of the pack, or the directory, says who is in it"))
    }

    static func notFound(_ id: String) -> Diagnostic {
        Diagnostic(
            .error, "request/not-found",
            Bilingual(fr: "il n’y a pas de dossier `\(id)` dans ce registre", en: "there is no dossier `\(id)` in this store"), at: nil)
    }

    static let notShownCode: DiagnosticCode = "request/not-shown"

    static func notShown(_ id: String, to person: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, notShownCode,
            Bilingual(fr: "le dossier `\(id)` n’est pas montré à `\(person)`", en: "the dossier `\(id)` is not shown to `\(person)`"),
            at: span,
            hint: Bilingual(
                fr: "`shown-to` de `dossier` dit qui voit un dossier", en: "`shown-to` of `dossier` says who sees a dossier"))
    }

    static func noDocument(_ name: String, of id: String, made: [String]) -> Diagnostic {
        let list = made.map { "`\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            .error, "request/no-document",
            Bilingual(fr: "le dossier `\(id)` n’a pas de document `\(name)`", en: "the dossier `\(id)` has no document `\(name)`"), at: nil,
            hint: made.isEmpty
                ? Bilingual(fr: "aucun document n’a encore été produit", en: "no document was made yet")
                : Bilingual(fr: "ses documents\u{A0}: \(list)", en: "its documents: \(list)"))
    }

    static func reusedCommand(_ id: String) -> Diagnostic {
        Diagnostic(
            .error, "request/command-reused",
            Bilingual(
                fr: "l’identifiant de commande `\(id)` a déjà servi à autre chose",
                en: "the command identifier `\(id)` was used for something else"),
            at: nil, hint: Bilingual(fr: "donnez à chaque commande un identifiant neuf", en: "give each command a fresh identifier"))
    }

    static func reservedCommand(_ id: String) -> Diagnostic {
        Diagnostic(
            .error, "request/command-reserved",
            Bilingual(
                fr: "l’identifiant de commande `\(id)` est réservé au moteur", en: "the command identifier `\(id)` is kept for the engine"),
            at: nil,
            hint: Bilingual(
                fr: "prenez un identifiant sans deux-points, par exemple un UUID", en: "take an identifier without a colon, such as a UUID")
        )
    }

    static func unfitName(_ id: String, limitBytes: Int) -> Diagnostic {
        Diagnostic(
            .error, "request/unfit-name",
            Bilingual(
                fr: "un dossier ne peut s’appeler `\(id.prefix(80))`", en: "a dossier cannot be named `\(id.prefix(80))`"), at: nil,
            hint: Bilingual(
                fr:
                    "prenez de 1 à \(limitBytes) octets, sans caractère de contrôle, les lettres accentuées en un seul caractère (forme NFC)",
                en: "take 1 to \(limitBytes) bytes, without control characters, accented letters as one character each (form NFC)"))
    }

    static func unknownAttachmentField(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, "request/no-attachment-field",
            Bilingual(fr: "le champ `\(name)` ne prend pas de pièce jointe", en: "the field `\(name)` takes no attachment"), at: nil)
    }

    static func makerFailed(_ definition: String, reason: String) -> Diagnostic {
        Diagnostic(
            .error, "request/document-not-made",
            Bilingual(
                fr: "le document `\(definition)` n’a pu être produit; rien n’a été enregistré",
                en: "the document `\(definition)` could not be made; nothing was stored"), at: nil, notes: [Bilingual(verbatim: reason)])
    }

    static func versionMissing(_ dossier: Dossier) -> Diagnostic {
        Diagnostic(
            .error, "request/version-missing",
            Bilingual(
                fr:
                    "les règles du dossier `\(dossier.id)` (\(dossier.packVersion), \(dossier.packHash.prefix(12))…) ne sont pas conservées ici",
                en: "the rules of the dossier `\(dossier.id)` (\(dossier.packVersion), \(dossier.packHash.prefix(12))…) are not kept here"),
            at: nil,
            hint: Bilingual(
                fr: "remettez le dossier `packs` à côté des documents, ou faites passer le dossier avec `paraphe migrate`",
                en: "put the folder `packs` back beside the documents, or move the dossier with `paraphe migrate`"))
    }

    static func keyMissing(_ id: String) -> Diagnostic {
        Diagnostic(
            .error, "request/key-missing",
            Bilingual(
                fr: "ce qui est écrit dans le dossier `\(id)` est scellé, et sa clé manque ou en est une autre",
                en: "what is written in the dossier `\(id)` is sealed, and its key is missing or another one"), at: nil,
            hint: Bilingual(
                fr: "nommez avec --documents le dossier qui a `keys`", en: "name with --documents the folder that has `keys`"))
    }

    static func contention(_ id: String) -> Diagnostic {
        Diagnostic(
            .error, "request/contention",
            Bilingual(
                fr: "le dossier `\(id)` change trop vite; rien n’a été enregistré",
                en: "the dossier `\(id)` changes too fast; nothing was stored"),
            at: nil, hint: Bilingual(fr: "recommencez", en: "try again"))
    }

    static func replay(_ error: ReplayError, dossier: String) -> Diagnostic {
        Diagnostic(
            .error, DiagnosticCode(error.code.rawValue),
            Bilingual(
                fr: "l’histoire du dossier `\(dossier)` ne peut être relue\u{A0}: \(error.reason)",
                en: "the history of the dossier `\(dossier)` cannot be replayed: \(error.reason)"), at: nil)
    }

    /// A failure of a store, in words.
    package static func bag(_ error: JournalError) -> DiagnosticBag { DiagnosticsError(journal(error)).bag }

    static func journal(_ error: JournalError) -> Diagnostic {
        let words = words(error.code)
        return Diagnostic(
            .error, DiagnosticCode(error.code.rawValue),
            Bilingual(fr: "`\(error.place)`\u{A0}: \(words.fr)", en: "`\(error.place)`: \(words.en)"), at: nil,
            notes: notes(error), hint: hint(error.code))
    }

    /// What the layer below said, in its own words, where the code does not say as much.
    private static func notes(_ error: JournalError) -> [Bilingual] {
        switch error.code {
        // Of a file the code says as much; of an append that is out of bounds, the bounds are the hint.
        case .notFound, .notAStore: error.place.contains("://") ? [Bilingual(verbatim: error.reason)] : []
        case .invalidAppend: []
        case .versionConflict, .commandReused, .newerStore, .readOnly, .busy, .diskFull, .corrupt, .unavailable:
            [Bilingual(verbatim: error.reason)]
        }
    }

    /// What people can do about it; nil when it is the program's to do.
    private static func hint(_ code: JournalError.Code) -> Bilingual? {
        switch code {
        case .versionConflict, .commandReused: nil
        case .invalidAppend:
            Bilingual(
                fr: "un identifiant a de 1 à \(JournalLimits.bytesPerName) octets, sans caractère de contrôle; "
                    + "une commande, au plus \(JournalLimits.eventsPerAppend) événements de \(JournalLimits.bytesPerEvent >> 20) Mio",
                en: "an identifier has 1 to \(JournalLimits.bytesPerName) bytes, without control characters; "
                    + "a command, at most \(JournalLimits.eventsPerAppend) events of \(JournalLimits.bytesPerEvent >> 20) MiB")
        case .notFound:
            Bilingual(
                fr: "vérifiez ce que --store nomme; la première action faite crée un registre",
                en: "check what --store names; the first action done creates a store")
        case .notAStore:
            Bilingual(fr: "vérifiez ce que --store nomme", en: "check what --store names")
        case .newerStore: Bilingual(fr: "prenez une version plus récente de paraphe", en: "use a newer version of paraphe")
        case .readOnly:
            Bilingual(
                fr: "vérifiez les droits sur le fichier du registre et sur son dossier, et que le disque n’est pas en lecture seule",
                en: "check the rights on the store's file and on its folder, and that the disk is not read-only")
        case .busy:
            Bilingual(
                fr: "recommencez; si cela dure, cherchez qui tient le registre ouvert",
                en: "try again; if it lasts, look for what keeps the store open")
        case .diskFull: Bilingual(fr: "libérez de la place, puis recommencez", en: "make room, then try again")
        case .corrupt:
            Bilingual(
                fr: "`paraphe audit` dit où; remettez une copie de sauvegarde",
                en: "`paraphe audit` says where; restore a backup")
        case .unavailable:
            Bilingual(
                fr: "vérifiez que la base de données répond, ou les droits sur le fichier du registre, puis recommencez",
                en: "check that the database answers, or the rights on the store's file, then try again")
        }
    }

    static func words(_ code: JournalError.Code) -> Bilingual {
        switch code {
        case .versionConflict: Bilingual(fr: "le dossier a changé entre-temps", en: "the dossier changed meanwhile")
        case .commandReused: Bilingual(fr: "l’identifiant de commande a déjà servi", en: "the command identifier was used before")
        case .invalidAppend: Bilingual(fr: "la commande dépasse une limite", en: "the command exceeds a limit")
        case .notFound: Bilingual(fr: "il n’y a pas de registre à cet endroit", en: "there is no store at this place")
        case .notAStore: Bilingual(fr: "le fichier n’est pas un registre de Paraphe", en: "the file is not a store of Paraphe")
        case .newerStore:
            Bilingual(fr: "le registre a été écrit par une version plus récente", en: "the store was written by a newer version")
        case .readOnly: Bilingual(fr: "le registre ne peut être modifié", en: "the store cannot be changed")
        case .busy: Bilingual(fr: "d’autres gardent le registre occupé", en: "others keep the store busy")
        case .diskFull: Bilingual(fr: "le disque est plein; rien n’a été enregistré", en: "the disk is full; nothing was stored")
        case .corrupt: Bilingual(fr: "le registre est endommagé", en: "the store is damaged")
        case .unavailable: Bilingual(fr: "le registre est hors d’atteinte", en: "the store is out of reach")
        }
    }

    static func words(_ code: ReplayError.Code) -> Bilingual {
        switch code {
        case .misplacedOpening:
            Bilingual(
                fr: "l’histoire du dossier ne commence pas par son ouverture", en: "the dossier's history does not begin with its opening")
        case .unknownEvent: Bilingual(fr: "l’histoire contient un événement inconnu", en: "the history has an unknown event")
        case .newerEvent:
            Bilingual(fr: "l’événement a été écrit par une version plus récente", en: "the event was written by a newer version")
        case .malformedEvent: Bilingual(fr: "l’événement est endommagé", en: "the event is damaged")
        }
    }
}
