import CEL
import Diagnostics

/// One service as its pack declares it, checked whole: every name exists, every condition has its type, every text both languages.
///
/// The engine knows no word of any domain; all of them come from here.
package struct Rulebook: Sendable {
    /// The name of the pack, in kebab case.
    package let name: String
    package let title: LocalizedText
    /// As the author numbers it; documents and events name it.
    package let version: String
    package let languages: [Language]
    /// IANA name of the zone in which days begin.
    package let timeZone: String

    package let permissions: Catalogue<Permission>
    package let accessModes: Catalogue<AccessMode>
    package let permissionGroups: Catalogue<PermissionGroup>
    package let roles: Catalogue<Role>
    package let profiles: Catalogue<Profile>
    /// Further declared fields of the record `Person`.
    package let personFields: [DataField]
    package let people: Catalogue<Person>

    package let functions: Catalogue<PackFunction>
    package let tables: Catalogue<DecisionTable>
    /// What the pack adds to the functions of CEL: its own, its tables, those of its calendar and of its grants.
    package let functionDeclarations: [FunctionDeclaration]

    /// The fields of the record `dossier`, beside the reserved ones.
    package let dossierFields: Catalogue<DataField>
    package let states: Catalogue<WorkflowState>
    package let actions: Catalogue<Action>
    package let ruleSets: Catalogue<RuleSet>
    package let reasonLists: Catalogue<ReasonList>
    package let forms: Catalogue<FormDefinition>
    package let documents: Catalogue<DocumentDefinition>
    package let notifications: Catalogue<NotificationDefinition>
    package let deadlines: Catalogue<Deadline>
    /// When dossiers are erased; where there is such a rule, what people write is sealed from the start.
    package internal(set) var retention = Catalogue<RetentionRule>([])
    /// Holds for those to whom a dossier is shown; everybody of the directory when nil.
    package internal(set) var dossierAudience: Condition?
    /// Who may do what with the store: a permission for each operation; nobody may do one that is not there.
    package internal(set) var operations: [StoreOperation: Reference] = [:]
    /// How people get accounts and open sessions; nil when the pack has none.
    package internal(set) var accounts: AccountRules?
    package let calendar: ServiceCalendar
    package let messages: Catalogue<PackMessage>
    package let contacts: Catalogue<Contact>
    package let facts: Catalogue<Fact>
    /// Read last, over all that the rulebook declares.
    package internal(set) var exchanges = Catalogue<ExchangeDefinition>()

    /// The files of the libraries that the pack uses: what stands there and is not used is no fault of the pack.
    package let librarySources: Set<SourceID>

    /// The paths and bytes of the pack's own YAML files in a fixed order and form: what a digest of the pack is taken over.
    package let hashInput: [UInt8]

    package init(
        name: String, title: LocalizedText, version: String, languages: [Language], timeZone: String,
        permissions: Catalogue<Permission>, accessModes: Catalogue<AccessMode>, permissionGroups: Catalogue<PermissionGroup>,
        functions: Catalogue<PackFunction>, tables: Catalogue<DecisionTable>, functionDeclarations: [FunctionDeclaration],
        roles: Catalogue<Role>, profiles: Catalogue<Profile>, personFields: [DataField],
        people: Catalogue<Person>, dossierFields: Catalogue<DataField>, states: Catalogue<WorkflowState>, actions: Catalogue<Action>,
        ruleSets: Catalogue<RuleSet>, reasonLists: Catalogue<ReasonList>, forms: Catalogue<FormDefinition>,
        documents: Catalogue<DocumentDefinition>, notifications: Catalogue<NotificationDefinition>, deadlines: Catalogue<Deadline>,
        calendar: ServiceCalendar, messages: Catalogue<PackMessage>, contacts: Catalogue<Contact>, facts: Catalogue<Fact>,
        librarySources: Set<SourceID>, hashInput: [UInt8]
    ) {
        self.name = name
        self.title = title
        self.version = version
        self.languages = languages
        self.timeZone = timeZone
        self.permissions = permissions
        self.accessModes = accessModes
        self.permissionGroups = permissionGroups
        self.functions = functions
        self.tables = tables
        self.functionDeclarations = functionDeclarations
        self.roles = roles
        self.profiles = profiles
        self.personFields = personFields
        self.people = people
        self.dossierFields = dossierFields
        self.states = states
        self.actions = actions
        self.ruleSets = ruleSets
        self.reasonLists = reasonLists
        self.forms = forms
        self.documents = documents
        self.notifications = notifications
        self.deadlines = deadlines
        self.calendar = calendar
        self.messages = messages
        self.contacts = contacts
        self.facts = facts
        self.librarySources = librarySources
        self.hashInput = hashInput
    }
}
