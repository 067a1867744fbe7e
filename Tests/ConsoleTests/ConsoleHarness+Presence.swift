import Console
import Domain

/// Colleagues at their consoles, as the server would report them.
extension ConsoleHarness {
    /// The id of the conversation at an index of the company's list.
    func id(_ place: Int) -> Identifier<Conversation> { conversations[place].id }

    /// A colleague in a conversation; nil for one whose name the current user may not see.
    func colleague(
        _ name: String?,
        in place: Int,
        typing: Bool = false
    ) -> PresentColleague {
        PresentColleague(
            conversation: id(place),
            person: name == nil ? nil : Self.fatima,
            name: name.map { UntrustedText($0) },
            isTyping: typing
        )
    }

    func answer(_ request: PresenceRequest) -> PresenceEvent {
        switch request {
        case .update: .updateFailed
        case .readAttendance:
            .attendanceRead(
                .success(Dictionary(uniqueKeysWithValues: colleagues.map { ($0.id, $0.attendance) }))
            )
        case .read(let id):
            .read(id, .success(company.filter { $0.isTyping || $0.conversation == id }))
        }
    }
}
