import CEL
import Diagnostics

/// The codes of ``ExchangeDiagnostics`` and what they mean.
package enum ExchangeCodes {
    package static let evaluation: DiagnosticCode = "exchange/evaluation"
    package static let tooLarge: DiagnosticCode = "exchange/too-large"
    package static let refused: DiagnosticCode = "exchange/refused"
    package static let notAnObject: DiagnosticCode = "exchange/not-an-object"
    package static let empty: DiagnosticCode = "exchange/empty"

    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        (evaluation, Bilingual(fr: "une expression d’un échange n’a pas de valeur", en: "an expression of an exchange has no value")),
        (tooLarge, Bilingual(fr: "le document d’un échange est trop grand", en: "the document of an exchange is too large")),
        (refused, Bilingual(fr: "un document reçu ne respecte pas une règle", en: "a received document breaks a rule")),
        (notAnObject, Bilingual(fr: "un document reçu n’est pas un objet JSON", en: "a received document is no JSON object")),
        (empty, Bilingual(fr: "le document d’un échange ne dit rien", en: "the document of an exchange says nothing")),
    ]
}

/// The words for documents that cannot be built or read.
enum ExchangeDiagnostics {
    static func evaluation(_ error: EvaluationError, in source: EmbeddedText, hint: Bilingual, trace: [Diagnostic.Label]) -> Diagnostic {
        Diagnostic(
            .error, ExchangeCodes.evaluation, error.message, at: error.range.map { source.span($0) } ?? source.span, hint: hint,
            trace: trace)
    }

    /// When a dossier is written out.
    static let absentField = Bilingual(
        fr: "si le champ peut rester vide, écrire `.?champ`: le nom est alors laissé de côté",
        en: "when the field may stay empty, write `.?field`: the name is then left out")

    /// When a document is read.
    static let otherMessage = Bilingual(
        fr: "le document reçu n’a pas ce que l’échange y lit ici; le corriger, ou admettre l’absence avec `.?`",
        en: "the received document does not have what the exchange reads here; correct it, or allow for the absence with `.?`")

    static func notBoolean(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ExchangeCodes.evaluation, Bilingual(fr: "ceci n’est ni vrai ni faux", en: "this is neither true nor false"), at: span,
            hint: Bilingual(fr: "comparer la valeur, par exemple avec `==`", en: "compare the value, for example with `==`"))
    }

    static func notAList(_ found: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ExchangeCodes.evaluation,
            Bilingual(fr: "une liste est attendue ici, et non `\(found)`", en: "a list is expected here, not `\(found)`"), at: span,
            hint: Bilingual(fr: "donner une liste, ou enlever `$for`", en: "give a list, or remove `$for`"))
    }

    static func notAnObjectToExtend(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ExchangeCodes.evaluation,
            Bilingual(fr: "ce fragment ne donne pas un objet", en: "this fragment does not give an object"), at: span,
            hint: Bilingual(fr: "enlever les noms à côté de `$use`", en: "remove the names beside `$use`"))
    }

    static func tooLarge(_ what: Bilingual, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, ExchangeCodes.tooLarge,
            Bilingual(fr: "le document est trop grand: \(what.fr)", en: "the document is too large: \(what.en)"), at: span,
            hint: Bilingual(fr: "en donner moins à la fois", en: "give less at a time"))
    }

    static func refused(_ reason: Bilingual, _ severity: Severity, rule: Span, message: Span) -> Diagnostic {
        Diagnostic(
            severity, ExchangeCodes.refused, reason, at: message,
            labels: [Diagnostic.Label(rule, Bilingual(fr: "la règle est ici", en: "the rule is here"))])
    }

    static func notAnObject(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ExchangeCodes.notAnObject, Bilingual(fr: "un objet JSON est attendu", en: "a JSON object is expected"), at: span,
            hint: Bilingual(fr: "le document commence par `{`", en: "the document begins with `{`"))
    }

    static func empty(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ExchangeCodes.empty,
            Bilingual(fr: "l’échange `\(name)` ne dit rien de ceci", en: "the exchange `\(name)` says nothing of this"), at: span,
            hint: Bilingual(fr: "un `$when` à la racine laisse tout de côté", en: "a `$when` at the root leaves everything out"))
    }
}
