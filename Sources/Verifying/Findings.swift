import Certificates
import Diagnostics

/// The words of verification: what speaks against a file, then what is merely said of it.
enum Findings {
    static func noSignature() -> Finding {
        Finding(
            "verify/no-signature",
            Bilingual(
                fr: "le document ne porte aucune signature",
                en: "the document bears no signature"))
    }

    static func tooMany() -> Finding {
        Finding(
            "verify/too-many",
            Bilingual(
                fr: "le fichier a trop de signatures ou de révisions pour être jugé",
                en: "the file has too many signatures or revisions to be judged"))
    }

    static func repeatedField() -> Finding {
        Finding(
            "verify/repeated-field",
            Bilingual(
                fr: "un autre champ porte le nom d’un champ signé",
                en: "another field bears the name of a signed one"))
    }

    static func secondCertification() -> Finding {
        Finding(
            "verify/second-certification",
            Bilingual(
                fr: "une signature qui n’est pas la première certifie le document",
                en: "a signature that is not the first certifies the document"))
    }

    static func looseCertification() -> Finding {
        Finding(
            "verify/loose-certification",
            Bilingual(
                fr: "la certification du document ne mène à aucun champ de signature",
                en: "the document's certification leads to no signature field"))
    }

    static func noByteRange() -> Finding {
        Finding(
            "verify/byte-range-missing",
            Bilingual(
                fr: "la signature ne dit pas quels octets elle couvre (`ByteRange` absent ou mal formé)",
                en: "the signature does not say which bytes it covers (`ByteRange` missing or malformed)"))
    }

    static func noContents() -> Finding {
        Finding(
            "verify/contents-missing",
            Bilingual(
                fr: "la signature est vide (`Contents` absent ou mal formé)",
                en: "the signature is empty (`Contents` missing or malformed)"))
    }

    static func wrongByteRange() -> Finding {
        Finding(
            "verify/byte-range",
            Bilingual(
                fr: "la signature ne couvre pas exactement tout ce qui la précède et la suit (`ByteRange`)",
                en: "the signature does not cover exactly all that stands before and after it (`ByteRange`)"))
    }

    static func notWholeRevision() -> Finding {
        Finding(
            "verify/not-whole-revision",
            Bilingual(
                fr: "les octets signés ne forment pas une révision entière du fichier avec cette signature",
                en: "the signed bytes are not a whole revision of the file with this signature"))
    }

    static func unknownSubFilter(_ name: String?) -> Finding {
        Finding(
            "verify/sub-filter",
            Bilingual(
                fr: "le format de signature n’est pas pris en charge\u{A0}: `\(name ?? "")`",
                en: "the format of the signature is not supported: `\(name ?? "")`"))
    }

    static func unreadableCMS() -> Finding {
        Finding(
            "verify/cms",
            Bilingual(
                fr: "la signature est illisible (CMS mal formé)",
                en: "the signature cannot be read (malformed CMS)"))
    }

    static func padding() -> Finding {
        Finding(
            "verify/padding",
            Bilingual(
                fr: "des octets que personne n’a signés suivent la signature dans `Contents`",
                en: "bytes that nobody signed follow the signature in `Contents`"))
    }

    static func notDetached() -> Finding {
        Finding(
            "verify/not-detached",
            Bilingual(
                fr: "la signature porte un contenu à elle au lieu de couvrir le fichier",
                en: "the signature holds content of its own instead of covering the file"))
    }

    static func noSignerCertificate() -> Finding {
        Finding(
            "verify/no-signer-certificate",
            Bilingual(
                fr: "le certificat du signataire manque dans la signature",
                en: "the signer's certificate is missing from the signature"))
    }

    static func weakAlgorithm() -> Finding {
        Finding(
            "verify/weak-algorithm",
            Bilingual(
                fr: "l’algorithme de la signature est faible ou inconnu",
                en: "the signature's algorithm is weak or unknown"))
    }

    static func wrongDigest() -> Finding {
        Finding(
            "verify/digest",
            Bilingual(
                fr: "le document a été modifié après la signature\u{A0}: son empreinte n’est plus celle qui a été signée",
                en: "the document was altered after signing: its digest is no longer the signed one"))
    }

    static func wrongSignature() -> Finding {
        Finding(
            "verify/signature",
            Bilingual(
                fr: "la signature elle-même a été modifiée, ou n’est pas de la clé du certificat",
                en: "the signature itself was altered, or is not of the certificate's key"))
    }

    static func wrongCertificate() -> Finding {
        Finding(
            "verify/signing-certificate",
            Bilingual(
                fr: "le certificat joint n’est pas celui que le signataire a désigné",
                en: "the certificate sent along is not the one that the signer named"))
    }

    static func unboundCertificate() -> Finding {
        Finding(
            "verify/signing-certificate-missing",
            Bilingual(
                fr: "la signature ne désigne pas son certificat (attribut signing-certificate absent)",
                en: "the signature does not name its certificate (no signing-certificate attribute)"))
    }

    static func signingTime() -> Finding {
        Finding(
            "verify/signing-time",
            Bilingual(
                fr: "l’attribut signing-time exclut le niveau PAdES B-B",
                en: "the signing-time attribute excludes PAdES level B-B"))
    }

    static func brokenRevision() -> Finding {
        Finding(
            "verify/broken-revision",
            Bilingual(
                fr: "une révision ajoutée après la signature est mal formée",
                en: "a revision added after the signature is malformed"))
    }

    static func trailingBytes(_ count: Int) -> Finding {
        Finding(
            "verify/trailing-bytes",
            Bilingual(
                fr: "\(count) octets suivent la fin du fichier, que rien n’explique",
                en: "\(count) bytes follow the end of the file, which nothing explains"))
    }

    static func strayBytes(_ count: Int) -> Finding {
        Finding(
            "verify/stray-bytes",
            Bilingual(
                fr: "\(count) octets ajoutés après la signature n’appartiennent à aucun objet",
                en: "\(count) bytes added after the signature belong to no object"))
    }

    static func strangeReference(_ number: Int) -> Finding {
        Finding(
            "verify/strange-reference",
            Bilingual(
                fr: "une révision ajoutée dit que l’objet \(number) est ailleurs que chez elle",
                en: "an added revision says that object \(number) stands elsewhere than in it"))
    }

    static func overlap() -> Finding {
        Finding(
            "verify/overlap",
            Bilingual(
                fr: "des objets ajoutés après la signature se chevauchent",
                en: "objects added after the signature overlap"))
    }

    static func trailer(_ key: String) -> Finding {
        Finding(
            "verify/trailer-changed",
            Bilingual(
                fr: "l’entrée `\(key)` de la fin du fichier a changé après la signature",
                en: "the trailer's entry `\(key)` changed after the signature"))
    }

    static func catalog(_ key: String) -> Finding {
        Finding(
            "verify/catalog-changed",
            Bilingual(
                fr: "l’entrée `\(key)` du catalogue a changé après la signature",
                en: "the catalog's entry `\(key)` changed after the signature"))
    }

    static func form(_ key: String) -> Finding {
        Finding(
            "verify/form-changed",
            Bilingual(
                fr: "l’entrée `\(key)` du formulaire a changé après la signature",
                en: "the form's entry `\(key)` changed after the signature"))
    }

    static func securityStore() -> Finding {
        Finding(
            "verify/dss-changed",
            Bilingual(
                fr: "des données de validation ont été enlevées ou remplacées après la signature",
                en: "validation data was removed or replaced after the signature"))
    }

    static func metadata() -> Finding {
        Finding(
            "verify/metadata-changed",
            Bilingual(
                fr: "les métadonnées ont changé après la signature",
                en: "the metadata changed after the signature"))
    }

    static func information(_ key: String) -> Finding {
        Finding(
            "verify/information-changed",
            Bilingual(
                fr: "l’information `\(key)` du document a changé après la signature",
                en: "the document information `\(key)` changed after the signature"))
    }

    static func removedField() -> Finding {
        Finding(
            "verify/field-removed",
            Bilingual(
                fr: "des champs du formulaire ont été enlevés ou déplacés après la signature",
                en: "form fields were removed or moved after the signature"))
    }

    static func newField(_ name: String) -> Finding {
        Finding(
            "verify/field-added",
            Bilingual(
                fr: "le champ `\(name)` a été ajouté après la signature, ce qui n’est pas permis",
                en: "the field `\(name)` was added after the signature, which is not allowed"))
    }

    static func visibleField(_ name: String) -> Finding {
        Finding(
            "verify/visible-field-added",
            Bilingual(
                fr: "la signature visible `\(name)` a été ajoutée au document certifié",
                en: "the visible signature `\(name)` was added to the certified document"))
    }

    static func field(_ name: String) -> Finding {
        Finding(
            "verify/field-changed",
            Bilingual(
                fr: "le champ `\(name)` a changé après la signature",
                en: "the field `\(name)` changed after the signature"))
    }

    static func signedField(_ name: String) -> Finding {
        Finding(
            "verify/signed-field-changed",
            Bilingual(
                fr: "le champ signé ou verrouillé `\(name)` a changé après la signature",
                en: "the signed or locked field `\(name)` changed after the signature"))
    }

    static func notAllowedByCertification(_ name: String) -> Finding {
        Finding(
            "verify/not-allowed",
            Bilingual(
                fr: "le champ `\(name)` a été rempli alors que la certification l’interdit",
                en: "the field `\(name)` was filled although the certification forbids it"))
    }

    static func page(_ number: Int, _ key: String) -> Finding {
        Finding(
            "verify/page-changed",
            Bilingual(
                fr: "la page \(number) a changé après la signature (`\(key)`)",
                en: "page \(number) changed after the signature (`\(key)`)"))
    }

    static func annotations(_ number: Int) -> Finding {
        Finding(
            "verify/annotations-changed",
            Bilingual(
                fr: "les annotations de la page \(number) ont changé après la signature",
                en: "the annotations of page \(number) changed after the signature"))
    }

    static func filledGap(_ number: Int) -> Finding {
        Finding(
            "verify/gap-filled",
            Bilingual(
                fr: "l’objet \(number), que le contenu signé nommait sans l’avoir, a été ajouté après la signature",
                en: "object \(number), which the signed content named and lacked, was added after the signature"))
    }

    static func container(_ number: Int) -> Finding {
        Finding(
            "verify/container-changed",
            Bilingual(
                fr: "le flux \(number), qui contient des objets signés, a été remplacé après la signature",
                en: "stream \(number), which holds signed objects, was replaced after the signature"))
    }

    static func unusedObject(_ number: Int) -> Finding {
        Finding(
            "verify/unused-object",
            Bilingual(
                fr: "l’objet \(number) a été ajouté après la signature sans que rien ne l’explique",
                en: "object \(number) was added after the signature and nothing explains it"))
    }

    static func changed(_ number: Int, _ place: Bilingual?) -> Finding {
        let (fr, en) = place.map { ("\($0.fr)\u{A0}: ", "\($0.en): ") } ?? ("", "")
        return Finding(
            "verify/object-changed",
            Bilingual(fr: "\(fr)l’objet \(number) a changé après la signature", en: "\(en)object \(number) changed after the signature"))
    }

    // MARK: remarks

    static func addedValidationData() -> Finding {
        Finding(
            "verify/added-validation-data",
            Bilingual(
                fr: "données de validation ajoutées",
                en: "validation data added"))
    }

    static func changedMetadata() -> Finding {
        Finding(
            "verify/metadata-updated",
            Bilingual(
                fr: "métadonnées de la mise à jour",
                en: "metadata of the update"))
    }

    static func addedTimeStamp(_ name: String) -> Finding {
        Finding(
            "verify/added-time-stamp",
            Bilingual(
                fr: "horodatage `\(name)` ajouté",
                en: "time stamp `\(name)` added"))
    }

    static func addedSignature(_ name: String) -> Finding {
        Finding(
            "verify/added-signature",
            Bilingual(
                fr: "signature `\(name)` ajoutée",
                en: "signature `\(name)` added"))
    }

    static func filledSignature(_ name: String) -> Finding {
        Finding(
            "verify/filled-signature",
            Bilingual(
                fr: "champ `\(name)` signé ensuite",
                en: "field `\(name)` signed afterwards"))
    }

    static func filledField(_ name: String) -> Finding {
        Finding(
            "verify/filled-field",
            Bilingual(
                fr: "champ `\(name)` rempli ensuite",
                en: "field `\(name)` filled afterwards"))
    }

    static func addedText(_ name: String, signature: String) -> Finding {
        Finding(
            "verify/added-text",
            Bilingual(
                fr: "texte ajouté ensuite dans le champ `\(name)`, signé et verrouillé par `\(signature)`",
                en: "text added afterwards in the field `\(name)`, signed and locked by `\(signature)`"))
    }

    static func timeStamped(_ date: SigningDate, _ authority: String) -> Finding {
        Finding(
            "verify/time-stamped",
            Bilingual(fr: "horodatée le \(date.iso8601) par `\(authority)`", en: "time-stamped on \(date.iso8601) by `\(authority)`"))
    }

    static func brokenTimeStamp() -> Finding {
        Finding(
            "verify/time-stamp",
            Bilingual(
                fr: "l’horodatage de la signature n’est pas valable et ne compte pas",
                en: "the signature's time stamp is not sound and does not count"))
    }

    static func irregular(_ number: Int) -> Finding {
        Finding(
            "verify/irregular-object",
            Bilingual(
                fr: "l’objet \(number), ajouté après la signature, est écrit de façon que les lecteurs le comprennent différemment",
                en: "object \(number), added after the signature, is written so that readers take it differently"))
    }

    static func appearance(_ name: String) -> Finding {
        Finding(
            "verify/appearance-changed",
            Bilingual(
                fr: "l’apparence du champ `\(name)` a changé après la signature sans être celle d’une valeur remplie",
                en: "the appearance of the field `\(name)` changed after the signature and is not that of a filled value"))
    }

    static func mixedTimeStamp() -> Finding {
        Finding(
            "verify/time-stamp-kind",
            Bilingual(
                fr: "le type et le format de la signature se contredisent\u{A0}: l’un dit horodatage, l’autre non",
                en: "type and format of the signature disagree: one says time stamp, the other does not"))
    }

    static func algorithmProtection() -> Finding {
        Finding(
            "verify/algorithm-protection",
            Bilingual(
                fr: "les algorithmes signés ne sont pas ceux de la signature",
                en: "the signed algorithms are not those of the signature"))
    }

    static func onlyTimeStamps() -> Finding {
        Finding(
            "verify/only-time-stamps",
            Bilingual(
                fr: "le document ne porte que des horodatages, aucune signature",
                en: "the document bears time stamps only, no signature"))
    }

    static func stampNotTrusted(_ reason: Finding) -> Finding {
        Finding(
            "verify/time-stamp-not-trusted",
            Bilingual(
                fr: "l’horodatage ne compte pas\u{A0}: \(reason.message.fr)",
                en: "the time stamp does not count: \(reason.message.en)"))
    }

    static func provenAt(_ date: SigningDate) -> Finding {
        Finding(
            "verify/proven",
            Bilingual(
                fr: "l’existence de la signature est prouvée au \(date.iso8601)",
                en: "the signature is proven to have existed on \(date.iso8601)"))
    }

    static func trustNotChecked() -> Finding {
        Finding(
            "policy/trust",
            Bilingual(
                fr: "la confiance n’est pas vérifiée\u{A0}: donnez les autorités avec `--trust`, ou demandez `--policy intact`",
                en: "trust is not checked: give the authorities with `--trust`, or ask for `--policy intact`"))
    }

    static func levelTooLow(_ name: String, _ level: String?, _ least: String) -> Finding {
        Finding(
            "policy/level",
            Bilingual(
                fr: "la signature `\(name)` n’atteint pas le niveau \(least) (\(level ?? "aucun"))",
                en: "the signature `\(name)` does not reach level \(least) (\(level ?? "none"))"))
    }

    static func changesForbidden(_ name: String) -> Finding {
        Finding(
            "policy/changes",
            Bilingual(
                fr: "autre chose que des signatures et des données de validation a été ajouté après la signature `\(name)`",
                en: "something other than signatures and validation data was added after the signature `\(name)`"))
    }

    static func tooFew(_ count: Int, _ least: Int) -> Finding {
        Finding(
            "policy/signatures",
            Bilingual(
                fr: "\(count) signatures au lieu d’au moins \(least)",
                en: "\(count) signatures instead of at least \(least)"))
    }

    static func fieldNotSigned(_ name: String) -> Finding {
        Finding(
            "policy/field",
            Bilingual(
                fr: "le champ `\(name)` n’est pas signé",
                en: "the field `\(name)` is not signed"))
    }

    static func stampFromFuture(_ date: SigningDate) -> Finding {
        Finding(
            "verify/time-stamp-future",
            Bilingual(
                fr: "l’horodatage est daté de l’avenir (\(date.iso8601))",
                en: "the time stamp is dated in the future (\(date.iso8601))"))
    }
}
