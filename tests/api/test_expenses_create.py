def test_x(alice, vera, charlie):
    made = alice.makes("/expenses", eaten_on="2026-11-20", total="12.50", place="Bar", category="Dining", tags=["a"], people=["Z"])
    assert vera.sees(f"/expenses/{made['id']}")["total"] == "12.50"
    assert charlie.api("GET", f"/expenses/{made['id']}").status_code == 404
    assert alice.client.get("/api/v1/expenses").status_code == 200
