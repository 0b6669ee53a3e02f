package factcheck

// Action says what an event did.
type Action string

// The actions.
const (
	ArticleImported  Action = "article.imported"
	ArticleChanged   Action = "article.changed"
	ReviewAssigned   Action = "review.assigned"
	ReviewUnassigned Action = "review.unassigned"
	ReviewOpened     Action = "review.opened"
	ReviewSubmitted  Action = "review.submitted"
	ReviewReopened   Action = "review.reopened"
	ArticleRevised   Action = "article.revised"
	ClaimCreated     Action = "claim.created"
	ClaimChanged     Action = "claim.changed"
	ClaimDeleted     Action = "claim.deleted"
	ClaimRestored    Action = "claim.restored"
	ClaimCarried     Action = "claim.carried" // to a new revision, or not; nobody's own doing, so that it cannot be undone
	DecisionMade     Action = "decision.made"
	DecisionChanged  Action = "decision.changed"
	DecisionReopened Action = "decision.reopened"
	DecisionCarried  Action = "decision.carried"
	PersonAdded      Action = "person.added"
	PersonChanged    Action = "person.changed"
	PublisherChanged Action = "publisher.changed"
)
