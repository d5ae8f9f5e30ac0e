"""What can be done with people, their passwords and invitations."""
