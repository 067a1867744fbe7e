import Console
import Domain

/// Colleagues at their consoles: what the server would say of them.
extension ConsoleHarness {
    /// The conversations of the company by their place in its list.
    func id(_ place: Int) -> Identifier<Conversation> { conversations[place].id }

    /// A colleague in a conversation; nil for one whose name the user may not know.
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

    func answer(_ request: PresenceRequest) -> PresenceResponse {
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
