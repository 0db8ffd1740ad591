import Analysis
import Authorities
import CEL
import Diagnostics
import Exchange
import FaxExport
import Fonts
import Images
import Localization
import Mail
import PDF
import PDFExport
import Raster
import Rules
import Scenarios
import Certificates
import Signing
import SigningPKCS11
import Verifying
import Styling
import Templating
import Translation
import Typesetting
import Workflow
import XML
import YAML

/// Every code that a finding may bear, gathered from the modules that declare them.
package enum DiagnosticIndex {
    package struct Entry: Sendable {
        package let code: DiagnosticCode
        package let summary: Bilingual
    }

    /// Codes of one area, the part before the `/`.
    package struct Area: Sendable {
        package let name: String
        package let title: Bilingual
        /// In alphabetical order.
        package let entries: [Entry]
    }

    /// All areas, in the order in which a document comes to be: texts, rules, templates, pages, files, requests.
    package static let areas: [Area] = titles.map { name, title in
        let entries = all.filter { $0.code.area == name }.sorted { $0.code.name < $1.code.name }
        return Area(name: name, title: title, entries: entries)
    }

    /// All codes, as the modules declare them.
    package static let all: [Entry] = {
        let lists: [[(code: DiagnosticCode, summary: Bilingual)]] = [
            YAMLCodes.all, XMLCodes.all, AccessibilityCodes.all, CELCodes.all, RulesCodes.all, ProofCodes.all, WorkflowCodes.all,
            ExchangeCodes.all,
            LocalizationCodes.all,
            TemplatingCodes.all, TranslationCodes.all,
            StylingCodes.all, FontsCodes.all, ImagesCodes.all, TypesettingCodes.all, RasterCodes.all, FaxCodes.all, PDFCodes.all,
            PDFExportCodes.all, CertificatesCodes.all, SigningCodes.all, TokenCodes.all, AuthorityCodes.all, SignatureFileCodes.all,
            AddendumCodes.all,
            VerifyingCodes.all, MailCodes.all, DeliveryCodes.all, FaxSendingCodes.all,
            FileCodes.all, VerificationCodes.all, ExtractionCodes.all, OutputCodes.all, PageDifferenceCodes.all, DocumentCodes.all,
            RequestCodes.all, AccountCodes.all, ApplyCodes.all, MigrationCodes.all, ArchiveCodes.all, AuditCodes.all,
            ScenariosCodes.all, ExplanationCodes.all, PublishingCodes.all, ReferenceCodes.all, PreviewCodes.all,
            CommandLineCodes.all,
        ]
        return lists.joined().map { Entry(code: $0.code, summary: $0.summary) }
    }()

    private static let titles: [(name: String, title: Bilingual)] = [
        ("command", Bilingual(fr: "Ligne de commande", en: "Command line")),
        ("file", Bilingual(fr: "Fichiers", en: "Files")),
        ("preview", Bilingual(fr: "Aperçu", en: "Preview")),
        ("reference", Bilingual(fr: "Référence", en: "Reference")),
        ("yaml", Bilingual(fr: "YAML", en: "YAML")),
        ("json", Bilingual(fr: "JSON", en: "JSON")),
        ("xml", Bilingual(fr: "XML", en: "XML")),
        ("cel", Bilingual(fr: "Conditions (CEL)", en: "Conditions (CEL)")),
        ("pack", Bilingual(fr: "Configurations", en: "Packs")),
        ("proof", Bilingual(fr: "Preuves", en: "Proofs")),
        ("workflow", Bilingual(fr: "Décisions", en: "Decisions")),
        ("request", Bilingual(fr: "Demandes", en: "Requests")),
        ("account", Bilingual(fr: "Comptes", en: "Accounts")),
        ("apply", Bilingual(fr: "Commandes en série", en: "Streams of commands")),
        ("exchange", Bilingual(fr: "Échanges", en: "Exchanges")),
        ("scenario", Bilingual(fr: "Scénarios", en: "Scenarios")),
        ("explain", Bilingual(fr: "Explications", en: "Explanations")),
        ("publish", Bilingual(fr: "Publication", en: "Publishing")),
        ("migrate", Bilingual(fr: "Passage de version", en: "Migration")),
        ("archive", Bilingual(fr: "Archives de dossiers", en: "Archives of dossiers")),
        ("journal", Bilingual(fr: "Registre", en: "Store")),
        ("audit", Bilingual(fr: "Audit du registre", en: "Audit of the store")),
        ("catalogue", Bilingual(fr: "Catalogues de messages", en: "Message catalogues")),
        ("message", Bilingual(fr: "Messages", en: "Messages")),
        ("template", Bilingual(fr: "Gabarits", en: "Templates")),
        ("data", Bilingual(fr: "Données", en: "Data")),
        ("parity", Bilingual(fr: "Deux langues pareilles", en: "Two languages alike")),
        ("xliff", Bilingual(fr: "Travail de traduction", en: "Translation work")),
        ("css", Bilingual(fr: "Feuilles de style", en: "Style sheets")),
        ("font", Bilingual(fr: "Polices", en: "Fonts")),
        ("image", Bilingual(fr: "Images", en: "Images")),
        ("typesetting", Bilingual(fr: "Mise en page", en: "Typesetting")),
        ("accessibility", Bilingual(fr: "Documents que tous peuvent lire", en: "Documents that all can read")),
        ("fax", Bilingual(fr: "Fax", en: "Faxes")),
        ("raster", Bilingual(fr: "Pages en pixels", en: "Pages as pixels")),
        ("output", Bilingual(fr: "Fichiers à écrire", en: "Files to write")),
        ("diff", Bilingual(fr: "Comparaison de pages", en: "Comparing pages")),
        ("document", Bilingual(fr: "Documents", en: "Documents")),
        ("demo", Bilingual(fr: "Démonstration", en: "Demonstration")),
        ("export", Bilingual(fr: "PDF/A et PDF/UA", en: "PDF/A and PDF/UA")),
        ("pdf", Bilingual(fr: "Lecture de PDF", en: "Reading PDF")),
        ("signing", Bilingual(fr: "Signature", en: "Signing")),
        ("addendum", Bilingual(fr: "Addenda", en: "Addenda")),
        ("key", Bilingual(fr: "Clés protégées", en: "Protected keys")),
        ("token", Bilingual(fr: "Jetons et cartes", en: "Tokens and cards")),
        ("authority", Bilingual(fr: "Services d’horodatage et de révocation", en: "Time-stamping and revocation services")),
        ("delivery", Bilingual(fr: "Envoi des avis", en: "Sending notifications")),
        ("mail", Bilingual(fr: "Courriel", en: "Mail")),
        ("extract", Bilingual(fr: "Fichiers joints", en: "Attached files")),
        ("policy", Bilingual(fr: "Exigences de vérification", en: "Verification policies")),
        ("verify", Bilingual(fr: "Vérification de signatures", en: "Verifying signatures")),
    ]
}

extension DiagnosticCode {
    /// The part before the `/`.
    package var area: String { String(name.prefix { $0 != "/" }) }
}
