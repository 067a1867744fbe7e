import Domain

extension ScalingRole {
    /// Statements that can't be measured: the bulk procedures commit as they go, and EXPLAIN doesn't support CALL.
    /// And those of and about workers: they look at the outbox and the logs, which don't grow with conversations.
    static let leftOut = Set(["bulk_apply", "bulk_apply_to_matching", "bulk_apply_to_filtered", "bulk_undo"])
        .union(operations)

    private static let operations: Set = [
        "add_property", "change_incident", "change_setting", "claim_deliveries", "claim_job", "complete_deliveries",
        "conversation_deliveries",
        "deliveries", "delivery_attempts", "finish_job", "house_status", "incident_events", "incidents", "jobs",
        "recent_removals", "record_worker", "register_login", "relay_changes", "release_deliveries", "remove_worker",
        "replay_deliveries", "request_job", "retention_preview", "role_exists", "run_job_step", "running_workers",
        "save_webhook",
        "set_webhook_networks", "set_up", "set_webhook_secret", "settings", "test_webhook", "unreceived_events",
        "webhook_networks",
        "webhooks", "workflow_run", "workflow_runs", "workflows",
    ]

    /// The requests that this user's console doesn't send, for lack of rights.
    var unasked: Set<String> {
        switch self {
        case .channel, .administrateur: []
        case .agent, .isolatedAgent: Self.steering.union(Self.staff)
        case .superviseur: Self.staff
        case .technicien: Self.steering.union(Self.staff).union(Self.desk)
        }
    }

    /// The requests that the server refuses: missing rights, a calendar in use, or values that the test company has no
    /// data for, such as a thread to unmerge.
    var refused: [String: Refusal] {
        let absent: [String: Refusal] = [
            "delete_calendar": .illegalTransition, "delete_sla_target": .notFound, "save_holidays": .invalidInput,
            "unmerge_conversations": .illegalTransition,
        ]
        return switch self {
        case .channel, .agent, .isolatedAgent: [:]
        case .superviseur:
            absent.merging(["assign_role": .invalidInput, "revoke_role": .notFound, "transfer": .invalidInput]) { $1 }
        case .administrateur: absent.merging(["add_person": .invalidInput, "create_login": .notFound]) { $1 }
        case .technicien: ["claim": .notFound]
        }
    }

    private static let staff: Set = [
        "add_person", "create_login", "edit_person", "end_person_sessions", "reset_password", "sessions",
    ]
    private static let steering: Set = [
        "edit_property", "end_remaining_sessions", "assign_role", "merge_conversations", "people",
        "recalculate_deadlines",
        "delete_calendar", "delete_sla_target", "save_canned_reply", "save_view", "save_calendar", "save_holidays",
        "save_sla_target", "revoke_role", "unmerge_conversations",
    ]
    private static let desk: Set = [
        "console_presence", "colleagues", "edit_guest", "edit_reservation", "properties",
    ]
}
