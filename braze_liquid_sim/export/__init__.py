"""Ready-to-paste texts of the templates of a workspace, for one environment; no user is ever seen here."""
