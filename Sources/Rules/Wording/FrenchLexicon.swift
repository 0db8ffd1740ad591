/// Genders of the nouns with which labels begin: the usual words of forms, then the endings that decide nearly always.
///
/// A word of which neither says anything has no gender here, and its label is quoted instead of given an article.
enum FrenchLexicon {
    static func gender(of word: String) -> (gender: FrenchNoun.Gender, isPlural: Bool)? {
        if let gender = singular(word) { return (gender, false) }
        guard let last = word.last, last == "s" || last == "x" else { return nil }
        let stem = String(word.dropLast())
        if let gender = singular(stem) { return (gender, true) }
        if stem.hasSuffix("au"), let gender = singular(String(stem.dropLast(2)) + "al") { return (gender, true) }
        return nil
    }

    static func isElided(_ word: String) -> Bool {
        guard let first = word.first else { return false }
        if first == "h" { return mute.contains(word) }
        return "aeiouéèêàâîôûœ".contains(first) && word != "oui" && word != "onze"
    }

    private static func singular(_ word: String) -> FrenchNoun.Gender? {
        if masculine.contains(word) { return .masculine }
        if feminine.contains(word) { return .feminine }
        if feminineEndings.contains(where: { word.hasSuffix($0) && word.count > $0.count }) { return .feminine }
        if masculineEndings.contains(where: { word.hasSuffix($0) && word.count > $0.count }) { return .masculine }
        return nil
    }

    private static let mute: Set<String> = [
        "heure", "heures", "histoire", "homme", "hôpital", "horaire", "horaires", "hôte", "habitude", "héritage", "hypothèse", "honoraires",
    ]

    private static let masculine: Set<String> = [
        "accès", "acte", "avis", "bureau", "cadre", "canal", "centre", "chef", "choix", "code", "comité", "commentaire", "compte",
        "constat", "contexte", "contrat", "côté", "coût", "degré", "délai", "destinataire", "diagnostic", "domaine", "dossier", "droit",
        "détail", "envoi", "espace", "examen", "exemplaire", "fichier", "format", "formulaire", "fournisseur", "genre", "groupe",
        "horaire", "identifiant", "identificateur", "indice", "jour", "lien", "lieu", "logiciel", "mandat", "message", "mode", "modèle",
        "mois", "mot", "motif", "moyen", "médecin", "nom", "nombre", "numéro", "numérique", "objet", "ordre", "organisme", "pays",
        "permis", "plan", "point", "poste", "prix", "prénom", "procédé", "produit", "profil", "programme", "projet", "proche", "rang",
        "rapport", "refus", "registre", "remède", "renseignement", "retour", "risque", "rôle", "résultat", "secteur", "service", "seuil",
        "sexe", "site", "solde", "sommaire", "statut", "suivi", "sujet", "support", "synonyme", "système", "taux", "tarif", "terme",
        "texte", "titre", "total", "travail", "type", "téléphone", "télécopieur", "usager", "volume", "verdict", "échange", "écart", "état",
    ]

    private static let feminine: Set<String> = [
        "adresse", "annexe", "année", "boîte", "carte", "cause", "classe", "clinique", "commande", "couleur", "date", "demande", "donnée",
        "douleur", "durée", "erreur", "feuille", "fiche", "fin", "fois", "force", "forme", "formule", "garantie", "grille", "hauteur",
        "heure", "histoire", "image", "langue", "largeur", "lettre", "ligne", "limite", "liste", "localité", "longueur", "maison", "marque",
        "maladie", "mesure", "minute", "méthode", "norme", "note", "offre", "ordonnance", "organisation", "page", "part", "partie", "pause",
        "personne", "perte", "photo", "phrase", "place", "plage", "plainte", "preuve", "profondeur", "province", "question", "quote",
        "raison", "rencontre", "rubrique", "règle", "référence", "région", "réponse", "réserve", "saison", "semaine", "signature", "somme",
        "source", "suite", "tâche", "taille", "température", "tranche", "valeur", "vidéo", "ville", "visite", "voie", "voix", "vue", "zone",
        "échelle", "échéance", "épreuve", "équipe", "étape", "étiquette", "étude", "pièce",
    ]

    private static let feminineEndings = [
        "tion", "sion", "xion", "té", "ie", "ence", "ance", "ée", "ure", "ette", "elle", "esse", "ude", "euse", "trice", "ienne", "ière",
        "gie", "phie", "cision",
    ]

    private static let masculineEndings = [
        "ment", "age", "isme", "eau", "eur", "ien", "ier", "ant", "ent", "al", "el", "if", "oir", "ot", "scope", "gramme", "mètre",
    ]
}
