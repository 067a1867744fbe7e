/// Every command of the console, by area. Key bindings, help, footer, palette and the README's key table are derived from
/// `CommandTable`. An area's commands, their entries of the table, their texts and what they do are declared together, in
/// the folder of their feature.
package enum Command: Sendable, Hashable {
    case movement(Movement)
    case navigation(Navigation)
    case inbox(Inbox)
    case views(Views)
    case zones(Zones)
    case query(Query)
    case search(Search)
    case audit(Audit)
    case sla(SLA)
    case settings(Settings)
    case people(People)
    case operations(Operations)
    case panel(Panel)
    case contents(Contents)
    case assignment(Assignment)
    case composer(Composer)
    case changes(Changes)
    case records(Records)
    case outreach(Outreach)
    case marks(Marks)
    case merging(Merging)
    case cannedReplies(CannedReplies)
    case console(Console)
}

extension Command: CaseIterable {
    package static let allCases: [Command] = [
        Movement.allCases.map(movement),
        Navigation.allCases.map(navigation),
        Inbox.allCases.map(inbox),
        Views.allCases.map(views),
        Zones.allCases.map(zones),
        Query.allCases.map(query),
        Search.allCases.map(search),
        Audit.allCases.map(audit),
        SLA.allCases.map(sla),
        Settings.allCases.map(settings),
        People.allCases.map(people),
        Operations.allCases.map(operations),
        Panel.allCases.map(panel),
        Contents.allCases.map(contents),
        Assignment.allCases.map(assignment),
        Composer.allCases.map(composer),
        Changes.allCases.map(changes),
        Records.allCases.map(records),
        Outreach.allCases.map(outreach),
        Marks.allCases.map(marks),
        Merging.allCases.map(merging),
        CannedReplies.allCases.map(cannedReplies),
        Console.allCases.map(console),
    ].flatMap(\.self)
}

extension Command {
    /// The command as its area declares it.
    private var declaration: any CommandArea {
        switch self {
        case .movement(let command): command
        case .navigation(let command): command
        case .inbox(let command): command
        case .views(let command): command
        case .zones(let command): command
        case .query(let command): command
        case .search(let command): command
        case .audit(let command): command
        case .sla(let command): command
        case .settings(let command): command
        case .people(let command): command
        case .operations(let command): command
        case .panel(let command): command
        case .contents(let command): command
        case .assignment(let command): command
        case .composer(let command): command
        case .changes(let command): command
        case .records(let command): command
        case .outreach(let command): command
        case .marks(let command): command
        case .merging(let command): command
        case .cannedReplies(let command): command
        case .console(let command): command
        }
    }

    /// The name in configuration files and on the command line: `next-unread`.
    package var name: String { declaration.rawValue }

    /// The title and the explanation in English.
    var english: CommandWords { declaration.english }

    /// The title and the explanation in French.
    var french: CommandWords { declaration.french }
}

/// The commands of an area. Their raw values are their names in configuration files and on the command line.
package protocol CommandArea: RawRepresentable<String>, CaseIterable, Sendable, Hashable {
    /// The title and the explanation in English.
    var english: CommandWords { get }
    /// The title and the explanation in French.
    var french: CommandWords { get }
}

/// A command's title for the footer and the palette, and its explanation for help.
package typealias CommandWords = (title: String, explanation: String)

/// Context of key bindings: what has the focus.
package enum Context: String, Sendable, Hashable, CaseIterable {
    /// The list of conversations.
    case inbox
    /// An open conversation.
    case thread
    /// A reply or note being written.
    case composer
}

extension Set<Context> {
    /// Whatever is read, not written.
    static let reading: Self = [.inbox, .thread]
    /// Every context.
    static let all: Self = [.inbox, .thread, .composer]
}

/// Heading under which the help lists a command.
package enum CommandGroup: String, Sendable, Hashable, CaseIterable {
    case moving, browsing = "looking", conversation = "answering", bulk = "marking", writing, everywhere
}
