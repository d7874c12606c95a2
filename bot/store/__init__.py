"""The store keeps what must survive: tables, queries, migrations, encryption and the outbox."""
