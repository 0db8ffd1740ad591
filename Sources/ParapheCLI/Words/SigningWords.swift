import Diagnostics

/// The wording of the commands that sign.
enum SigningWords {
    static let sign = Bilingual(
        fr: "Signe des PDF (PAdES B-B à B-LTA) avec une clé de fichier ou de jeton, ouverte une fois.",
        en: "Signs PDF files (PAdES B-B to B-LTA) with a key from a file or a token, opened once.")
    static let addend = Bilingual(
        fr: "Ajoute un addenda signé à un PDF signé, dans la place qu’il garde pour cela; les signatures antérieures restent valides.",
        en: "Adds a signed addendum to a signed PDF, in the place that it keeps for that; earlier signatures stay valid.")
    static let extend = Bilingual(
        fr: "Élève le niveau de PDF signés, ou renouvelle leur horodatage d’archive.",
        en: "Raises the level of signed PDF files, or renews their archive time stamp.")
    static let prepare = Bilingual(
        fr: "Prépare un PDF à signer ailleurs\u{A0}: la place réservée, et une demande en JSON.",
        en: "Prepares a PDF to be signed elsewhere: the reserved place, and a request as JSON.")
    static let embed = Bilingual(
        fr: "Met dans un PDF préparé ce qui a été signé ailleurs, après l’avoir vérifié.",
        en: "Puts what was signed elsewhere into a prepared PDF, once it is checked.")

    static let inputsHelp = Bilingual(fr: "Fichiers PDF.", en: "PDF files.")
    static let outputsHelp = Bilingual(
        fr: "Fichier à écrire; pour plusieurs, un dossier ou un nom avec `{name}`.",
        en: "File to write; for several, a folder or a name with `{name}`.")
    static let addendumHelp = Bilingual(
        fr: "Texte de l’addenda, en UTF-8; une ligne vide sépare deux paragraphes.",
        en: "Text of the addendum, in UTF-8; an empty line parts two paragraphs.")
    static let addendumFieldHelp = Bilingual(
        fr: "Champ de l’addenda, ou de sa signature (le premier libre, sinon).",
        en: "Field of the addendum, or of its signature (else the first that is free).")
    static let licenceHelp = Bilingual(
        fr: "Numéro de permis que montre la signature.", en: "Licence number that the signature shows.")
    static let visibleHelp = Bilingual(
        fr:
            "Place d’une nouvelle signature visible, depuis le coin supérieur gauche, en points ou avec mm, cm, in; -1 est la dernière page.",
        en: "Place of a new visible signature, from the upper left corner, in points or with mm, cm, in; -1 is the last page.")
    static let keyHelp = Bilingual(
        fr: "Clé privée\u{A0}: fichier PEM, PKCS#8 ou PKCS#12, ou `pkcs11:token=…;object=…`.",
        en: "Private key: a PEM, PKCS#8 or PKCS#12 file, or `pkcs11:token=…;object=…`.")
    static let certHelp = Bilingual(
        fr: "Certificats du signataire et de ses autorités (PEM); inutile si la clé les apporte.",
        en: "Certificates of the signer and its authorities (PEM); not needed where the key brings them.")
    static let moduleHelp = Bilingual(fr: "Bibliothèque PKCS #11 du jeton.", en: "PKCS #11 library of the token.")
    static let pinFileHelp = Bilingual(
        fr: "Fichier avec le NIP ou la phrase secrète; sans option, le terminal les demande.",
        en: "File with the PIN or passphrase; without an option the terminal asks.")
    static let pinEnvHelp = Bilingual(
        fr: "Variable d’environnement avec le NIP ou la phrase secrète.", en: "Environment variable with the PIN or passphrase.")
    static let paddingHelp = Bilingual(fr: "Remplissage des clés RSA.", en: "Padding of RSA keys.")
    static let hashHelp = Bilingual(
        fr: "Empreinte\u{A0}: sinon celle qui va avec la clé.", en: "Digest: else the one that goes with the key.")
    static let levelHelp = Bilingual(fr: "Niveau PAdES.", en: "PAdES level.")
    static let tsaHelp = Bilingual(
        fr: "Adresse http ou https du service d’horodatage (RFC 3161).",
        en: "http or https address of the time-stamping authority (RFC 3161).")
    static let rootsHelp = Bilingual(
        fr: "Autorités des services https (PEM), à la place de celles du système.",
        en: "Authorities of https services (PEM), instead of the system's.")
    static let ocspHelp = Bilingual(
        fr: "Réponse OCSP (fichier), ou service à la place de ceux des certificats; peut se répéter.",
        en: "OCSP response (file), or service instead of those in certificates; may be repeated.")
    static let crlHelp = Bilingual(
        fr: "Liste de révocation, fichier ou adresse; peut se répéter.", en: "Revocation list, file or address; may be repeated.")
    static let chainsHelp = Bilingual(
        fr: "Certificats d’autorités, racines comprises, pour compléter les chaînes; peut se répéter.",
        en: "Certificates of authorities, roots too, to complete chains; may be repeated.")
    static let timeoutHelp = Bilingual(fr: "Secondes laissées à un service pour répondre.", en: "Seconds that a service has to answer.")
    static let locationHelp = Bilingual(fr: "Lieu de la signature.", en: "Place of signing.")
    static let certifyHelp = Bilingual(
        fr: "Ce que la première signature permet ensuite\u{A0}: `forms` (signer, remplir), `nothing`, ou `no` pour ne pas certifier.",
        en: "What the first signature allows afterwards: `forms` (signing, filling), `nothing`, or `no` not to certify.")
    static let requestHelp = Bilingual(fr: "Demande de signature, en JSON.", en: "Request for a signature, as JSON.")
    static let deadlineHelp = Bilingual(
        fr: "Moment après lequel la réponse ne sera plus prise; sinon un jour.",
        en: "Moment after which the answer is no longer taken; else one day.")
    static let reserveHelp = Bilingual(fr: "Octets réservés à la signature.", en: "Bytes reserved for the signature.")
    static let signatureHelp = Bilingual(
        fr: "La signature seule, en octets ou en base 64.", en: "The signature alone, as bytes or in base 64.")
    static let cmsHelp = Bilingual(fr: "Un CMS entier, en DER ou en PEM.", en: "A whole CMS, as DER or PEM.")

    static let severalNeedFolder = Bilingual(
        fr: "plusieurs fichiers demandent un dossier, ou un nom avec `{name}`\u{A0}: -o signes/",
        en: "several files need a folder, or a name with `{name}`: -o signed/")
    static let oneSecret = Bilingual(fr: "donnez --pin-file ou --pin-env, l’un des deux", en: "give either --pin-file or --pin-env")
    static let oneAnswer = Bilingual(fr: "donnez --signature ou --cms, l’un des deux", en: "give either --signature or --cms")
    static let levelFromT = Bilingual(fr: "--level va de b-t à b-lta", en: "--level goes from b-t to b-lta")

    static func ask(_ name: String) -> Bilingual {
        Bilingual(fr: "NIP ou phrase secrète de \(name)\u{A0}: ", en: "PIN or passphrase of \(name): ")
    }

    static func noVariable(_ name: String) -> Bilingual {
        Bilingual(fr: "la variable d’environnement \(name) n’existe pas", en: "there is no environment variable \(name)")
    }
}
