import Diagnostics

/// The codes of this module: what verification finds in a document.
package enum VerifyingCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("verify/object-changed", Bilingual(fr: "un objet signé a changé", en: "a signed object changed")),
        (
            "verify/no-signature",
            Bilingual(
                fr: "le document ne porte aucune signature",
                en: "the document bears no signature")
        ),
        (
            "verify/too-many",
            Bilingual(
                fr: "le fichier a trop de signatures ou de révisions pour être jugé",
                en: "the file has too many signatures or revisions to be judged")
        ),
        (
            "verify/repeated-field",
            Bilingual(
                fr: "un autre champ porte le nom d’un champ signé",
                en: "another field bears the name of a signed one")
        ),
        (
            "verify/second-certification",
            Bilingual(
                fr: "une signature qui n’est pas la première certifie le document",
                en: "a signature that is not the first certifies the document")
        ),
        (
            "verify/loose-certification",
            Bilingual(
                fr: "la certification du document ne mène à aucun champ de signature",
                en: "the document's certification leads to no signature field")
        ),
        (
            "verify/byte-range-missing",
            Bilingual(
                fr: "la signature ne dit pas quels octets elle couvre (`ByteRange` absent ou mal formé)",
                en: "the signature does not say which bytes it covers (`ByteRange` missing or malformed)")
        ),
        (
            "verify/contents-missing",
            Bilingual(
                fr: "la signature est vide (`Contents` absent ou mal formé)",
                en: "the signature is empty (`Contents` missing or malformed)")
        ),
        (
            "verify/byte-range",
            Bilingual(
                fr: "la signature ne couvre pas exactement tout ce qui la précède et la suit (`ByteRange`)",
                en: "the signature does not cover exactly all that stands before and after it (`ByteRange`)")
        ),
        (
            "verify/not-whole-revision",
            Bilingual(
                fr: "les octets signés ne forment pas une révision entière du fichier avec cette signature",
                en: "the signed bytes are not a whole revision of the file with this signature")
        ),
        (
            "verify/sub-filter",
            Bilingual(
                fr: "le format de signature n’est pas pris en charge\u{A0}: …",
                en: "the format of the signature is not supported: …")
        ),
        (
            "verify/cms",
            Bilingual(
                fr: "la signature est illisible (CMS mal formé)",
                en: "the signature cannot be read (malformed CMS)")
        ),
        (
            "verify/padding",
            Bilingual(
                fr: "des octets que personne n’a signés suivent la signature dans `Contents`",
                en: "bytes that nobody signed follow the signature in `Contents`")
        ),
        (
            "verify/not-detached",
            Bilingual(
                fr: "la signature porte un contenu à elle au lieu de couvrir le fichier",
                en: "the signature holds content of its own instead of covering the file")
        ),
        (
            "verify/no-signer-certificate",
            Bilingual(
                fr: "le certificat du signataire manque dans la signature",
                en: "the signer's certificate is missing from the signature")
        ),
        (
            "verify/weak-algorithm",
            Bilingual(
                fr: "l’algorithme de la signature est faible ou inconnu",
                en: "the signature's algorithm is weak or unknown")
        ),
        (
            "verify/digest",
            Bilingual(
                fr: "le document a été modifié après la signature\u{A0}: son empreinte n’est plus celle qui a été signée",
                en: "the document was altered after signing: its digest is no longer the signed one")
        ),
        (
            "verify/signature",
            Bilingual(
                fr: "la signature elle-même a été modifiée, ou n’est pas de la clé du certificat",
                en: "the signature itself was altered, or is not of the certificate's key")
        ),
        (
            "verify/signing-certificate",
            Bilingual(
                fr: "le certificat joint n’est pas celui que le signataire a désigné",
                en: "the certificate sent along is not the one that the signer named")
        ),
        (
            "verify/signing-certificate-missing",
            Bilingual(
                fr: "la signature ne désigne pas son certificat (attribut signing-certificate absent)",
                en: "the signature does not name its certificate (no signing-certificate attribute)")
        ),
        (
            "verify/signing-time",
            Bilingual(
                fr: "l’attribut signing-time exclut le niveau PAdES B-B",
                en: "the signing-time attribute excludes PAdES level B-B")
        ),
        (
            "verify/broken-revision",
            Bilingual(
                fr: "une révision ajoutée après la signature est mal formée",
                en: "a revision added after the signature is malformed")
        ),
        (
            "verify/trailing-bytes",
            Bilingual(
                fr: "… octets suivent la fin du fichier, que rien n’explique",
                en: "… bytes follow the end of the file, which nothing explains")
        ),
        (
            "verify/stray-bytes",
            Bilingual(
                fr: "… octets ajoutés après la signature n’appartiennent à aucun objet",
                en: "… bytes added after the signature belong to no object")
        ),
        (
            "verify/strange-reference",
            Bilingual(
                fr: "une révision ajoutée dit que l’objet … est ailleurs que chez elle",
                en: "an added revision says that object … stands elsewhere than in it")
        ),
        (
            "verify/overlap",
            Bilingual(
                fr: "des objets ajoutés après la signature se chevauchent",
                en: "objects added after the signature overlap")
        ),
        (
            "verify/trailer-changed",
            Bilingual(
                fr: "l’entrée … de la fin du fichier a changé après la signature",
                en: "the trailer's entry … changed after the signature")
        ),
        (
            "verify/catalog-changed",
            Bilingual(
                fr: "l’entrée … du catalogue a changé après la signature",
                en: "the catalog's entry … changed after the signature")
        ),
        (
            "verify/form-changed",
            Bilingual(
                fr: "l’entrée … du formulaire a changé après la signature",
                en: "the form's entry … changed after the signature")
        ),
        (
            "verify/dss-changed",
            Bilingual(
                fr: "des données de validation ont été enlevées ou remplacées après la signature",
                en: "validation data was removed or replaced after the signature")
        ),
        (
            "verify/metadata-changed",
            Bilingual(
                fr: "les métadonnées ont changé après la signature",
                en: "the metadata changed after the signature")
        ),
        (
            "verify/information-changed",
            Bilingual(
                fr: "l’information … du document a changé après la signature",
                en: "the document information … changed after the signature")
        ),
        (
            "verify/field-removed",
            Bilingual(
                fr: "des champs du formulaire ont été enlevés ou déplacés après la signature",
                en: "form fields were removed or moved after the signature")
        ),
        (
            "verify/field-added",
            Bilingual(
                fr: "le champ … a été ajouté après la signature, ce qui n’est pas permis",
                en: "the field … was added after the signature, which is not allowed")
        ),
        (
            "verify/visible-field-added",
            Bilingual(
                fr: "la signature visible … a été ajoutée au document certifié",
                en: "the visible signature … was added to the certified document")
        ),
        (
            "verify/field-changed",
            Bilingual(
                fr: "le champ … a changé après la signature",
                en: "the field … changed after the signature")
        ),
        (
            "verify/signed-field-changed",
            Bilingual(
                fr: "le champ signé ou verrouillé … a changé après la signature",
                en: "the signed or locked field … changed after the signature")
        ),
        (
            "verify/not-allowed",
            Bilingual(
                fr: "le champ … a été rempli alors que la certification l’interdit",
                en: "the field … was filled although the certification forbids it")
        ),
        (
            "verify/page-changed",
            Bilingual(
                fr: "la page … a changé après la signature (…)",
                en: "page … changed after the signature (…)")
        ),
        (
            "verify/annotations-changed",
            Bilingual(
                fr: "les annotations de la page … ont changé après la signature",
                en: "the annotations of page … changed after the signature")
        ),
        (
            "verify/gap-filled",
            Bilingual(
                fr: "l’objet …, que le contenu signé nommait sans l’avoir, a été ajouté après la signature",
                en: "object …, which the signed content named and lacked, was added after the signature")
        ),
        (
            "verify/container-changed",
            Bilingual(
                fr: "le flux …, qui contient des objets signés, a été remplacé après la signature",
                en: "stream …, which holds signed objects, was replaced after the signature")
        ),
        (
            "verify/unused-object",
            Bilingual(
                fr: "l’objet … a été ajouté après la signature sans que rien ne l’explique",
                en: "object … was added after the signature and nothing explains it")
        ),
        (
            "verify/added-validation-data",
            Bilingual(
                fr: "données de validation ajoutées",
                en: "validation data added")
        ),
        (
            "verify/metadata-updated",
            Bilingual(
                fr: "métadonnées de la mise à jour",
                en: "metadata of the update")
        ),
        (
            "verify/added-time-stamp",
            Bilingual(
                fr: "horodatage … ajouté",
                en: "time stamp … added")
        ),
        (
            "verify/added-signature",
            Bilingual(
                fr: "signature … ajoutée",
                en: "signature … added")
        ),
        (
            "verify/filled-signature",
            Bilingual(
                fr: "champ … signé ensuite",
                en: "field … signed afterwards")
        ),
        (
            "verify/filled-field",
            Bilingual(
                fr: "champ … rempli ensuite",
                en: "field … filled afterwards")
        ),
        (
            "verify/added-text",
            Bilingual(
                fr: "texte ajouté ensuite dans un champ prévu, puis signé et verrouillé",
                en: "text added afterwards in a field meant for it, then signed and locked")
        ),
        ("verify/time-stamped", Bilingual(fr: "signature horodatée", en: "time-stamped signature")),
        ("verify/time-stamp", Bilingual(fr: "horodatage non valable", en: "unsound time stamp")),
        (
            "verify/irregular-object",
            Bilingual(
                fr: "l’objet …, ajouté après la signature, est écrit de façon que les lecteurs le comprennent différemment",
                en: "object …, added after the signature, is written so that readers take it differently")
        ),
        (
            "verify/appearance-changed",
            Bilingual(
                fr: "l’apparence du champ … a changé après la signature sans être celle d’une valeur remplie",
                en: "the appearance of the field … changed after the signature and is not that of a filled value")
        ),
        (
            "verify/time-stamp-kind",
            Bilingual(
                fr: "le type et le format de la signature se contredisent\u{A0}: l’un dit horodatage, l’autre non",
                en: "type and format of the signature disagree: one says time stamp, the other does not")
        ),
        (
            "verify/algorithm-protection",
            Bilingual(
                fr: "les algorithmes signés ne sont pas ceux de la signature",
                en: "the signed algorithms are not those of the signature")
        ),
        (
            "verify/only-time-stamps",
            Bilingual(
                fr: "le document ne porte que des horodatages, aucune signature",
                en: "the document bears time stamps only, no signature")
        ),
        (
            "verify/time-stamp-not-trusted",
            Bilingual(
                fr: "l’horodatage ne compte pas\u{A0}: …",
                en: "the time stamp does not count: …")
        ),
        (
            "verify/proven",
            Bilingual(
                fr: "l’existence de la signature est prouvée au …",
                en: "the signature is proven to have existed on …")
        ),
        (
            "policy/trust",
            Bilingual(
                fr: "la confiance n’est pas vérifiée\u{A0}: donnez les autorités avec `--trust`, ou demandez `--policy intact`",
                en: "trust is not checked: give the authorities with `--trust`, or ask for `--policy intact`")
        ),
        (
            "policy/level",
            Bilingual(
                fr: "la signature … n’atteint pas le niveau … (…)",
                en: "the signature … does not reach level … (…)")
        ),
        (
            "policy/changes",
            Bilingual(
                fr: "autre chose que des signatures et des données de validation a été ajouté après la signature …",
                en: "something other than signatures and validation data was added after the signature …")
        ),
        (
            "policy/signatures",
            Bilingual(
                fr: "… signatures au lieu d’au moins …",
                en: "… signatures instead of at least …")
        ),
        (
            "policy/field",
            Bilingual(
                fr: "le champ … n’est pas signé",
                en: "the field … is not signed")
        ),
        (
            "verify/time-stamp-future",
            Bilingual(
                fr: "l’horodatage est daté de l’avenir (…)",
                en: "the time stamp is dated in the future (…)")
        ),
    ]
}
