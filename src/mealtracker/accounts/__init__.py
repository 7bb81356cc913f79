"""Users, their households and roles, sign-in, sessions and API tokens."""
