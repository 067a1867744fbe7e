import Domain
import Postgres
import Repositories

/// A statement measured in companies of different sizes.
struct GrowthCase {
    let name: String
    let statement: Statement
    let parameters: [Parameter]

    /// Whether it rewrites the open conversations.
    var countsDeadlines: Bool {
        ["recalculate_deadlines", "save_calendar", "save_holidays", "save_sla_target", "delete_sla_target"].contains(
            statement.name
        )
    }
}

extension EveryRequest {
    /// All cases: the inbox with every kind of filter; searches for common, rare and absent words; and every request,
    /// those that read before those that write.
    func growthCases() -> [GrowthCase] {
        var times: [String: Int] = [:]
        let requests = all().map { sent in
            let name = sent.statement.name
            times[name, default: 0] += 1
            return GrowthCase(name: times[name] == 1 ? name : "\(name) \(times[name] ?? 0)", sent)
        }
        return pages() + narrowedPages() + searches() + listings() + requests
    }

    private var states: [(String, [ConversationState])] {
        [("open", ConversationState.open), ("closed", [.cloturee]), ("all", ConversationState.all)]
    }

    private func pages() -> [GrowthCase] {
        return InboxOrder.allCases.flatMap { order in
            InboxAssignment.allCases.flatMap { assignment in
                [[], [1], [1, 2, 3]].flatMap { (zones: [Int16]) in
                    states.compactMap { name, states in
                        let query = InboxQuery(states: states, zones: zones, assignment: assignment, order: order)
                        return inbox("\(assignment) \(zones) of \(name)", query)
                    }
                }
            }
        }
    }

    private func narrowedPages() -> [GrowthCase] {
        filterCases.flatMap { name, filters in
            [("open", ConversationState.open, InboxOrder.priority), ("all", ConversationState.all, .activity)]
                .compactMap {
                    inbox("\(name) of \($0)", InboxQuery(states: $1, filters: filters, order: $2))
                }
        }
    }

    private func inbox(_ name: String, _ query: InboxQuery) -> GrowthCase? {
        sent(try Inbox.page(query, at: .first, limit: limit, for: user)).map { sent in
            GrowthCase(name: "\(sent.statement.name) \(name)", sent)
        }
    }

    private var filterCases: [(String, InboxFilters)] {
        func filters(_ change: (inout InboxFilters) -> Void) -> InboxFilters {
            var filters = InboxFilters()
            change(&filters)
            return filters
        }
        let windows: [(String, MessagingWindowFilter)] = [
            ("wa:open", .open), ("wa:closed", .closed), ("wa:<2h", .under(minutes: 120)),
            ("wa:>2h", .over(minutes: 120)),
        ]
        let words = ["hot water", "réservation", "sofia", "majorelle", "nowhere"]
        return ReservationPhase.allCases.map { stay in ("stay:\(stay)", filters { $0.reservationPhases = [stay] }) }
            + windows.map { name, window in (name, filters { $0.window = window }) }
            + ["wifi", "rare 7", "nowhere"].map { tag in ("tag:\(tag)", filters { $0.tags = [[tag]] }) }
            + [("-tag:wifi", filters { $0.withoutTags = ["wifi"] })]
            + words.map { word in (word, filters { $0.words = [QueryTerm(word)].compactMap(\.self) }) }
            + [("-hot", filters { $0.withoutWords = [QueryTerm("hot")].compactMap(\.self) })]
    }

    private func searches() -> [GrowthCase] {
        ["hot water", "réservation", "parking 777", "nowhere"].flatMap { words in
            [[], [1]].compactMap { zones in search(words, zones) }
        }
    }

    private func search(_ words: String, _ zones: [Int16]) -> GrowthCase? {
        sent(try Search.messages(MessageSearch(words: words, zones: zones), limit: limit, for: user)).map { sent in
            GrowthCase(name: "search_messages \(words) \(zones)", sent)
        }
    }

    private func listings() -> [GrowthCase] {
        [
            listing("of a guest", ReservationFilter(guest: guest)),
            listing("in a zone", ReservationFilter(zone: "casablanca_centre")),
            listing("of a status", ReservationFilter(status: "confirmed")),
        ].compactMap(\.self)
    }

    private func listing(_ name: String, _ filter: ReservationFilter) -> GrowthCase? {
        sent(try Guests.reservations(matching: filter, limit: limit, for: user)).map { sent in
            GrowthCase(name: "reservations \(name)", sent)
        }
    }
}

extension GrowthCase {
    init(name: String, _ sent: EveryRequest.Sent) {
        self.init(name: name, statement: sent.statement, parameters: sent.parameters)
    }
}

extension GrowthCase {
    /// The calls of the channels.
    static func ofChannels(address: Parameter, conversation: Parameter, message: Parameter) -> [GrowthCase] {
        func calls(_ function: String, _ arguments: String, _ parameters: Parameter...) -> GrowthCase {
            let statement = Statement(
                name: function,
                text: "SELECT called FROM public.\(function)(\(arguments)) called"
            )
            return GrowthCase(name: "\(function)(\(arguments))", statement: statement, parameters: parameters)
        }
        return [
            calls("receive_guest_message", "'wa1', 'in', 'whatsapp', $1, 'Bonjour'", address),
            calls("receive_guest_message", "'wa1', 'in', 'whatsapp', '+33600000000', 'Bonjour'"),
            calls("record_outgoing_message", "'wa1', 'out', 'agent', 'Bonjour', _guest_address => $1", address),
            calls("record_outgoing_message", "'wa1', 'out', 'chatbot', 'Bonjour', $1", conversation),
            calls("report_delivery", "'delivered', $1", message),
            calls("report_delivery", "'read', _channel_account => 'wa1', _channel_message_id => 'sent 7'"),
            calls("upsert_reservation", "'booking', 'R7', 'P8', current_date, current_date + 3"),
            calls(
                "upsert_reservation",
                "'booking', 'new', 'P1', current_date, current_date + 3, _guest_name => 'Sofia'"
            ),
            calls(
                "upsert_reservation",
                "'booking', 'new', 'P1', current_date, current_date + 3, _channel_account => 'wa1', _guest_address => $1",
                address
            ),
        ]
    }
}
