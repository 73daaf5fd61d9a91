"""New files of folders that are set, over HTTP: ordered by taste, told to those who may."""

from pathlib import Path

from server.adapters.database import Database
from server.services.speaking import Speaking
from tests.server.api.test_reviews import client_of
from tests.server.api.test_taste import ENGINES, FUGUES, rated, settled
from tests.server.conftest import compose


async def test_new_files_are_ordered_with_their_reason(
    database: Database, speaking: Speaking, tmp_path: Path
) -> None:
    """Until they are loaded; nobody but an admin hears of the owner's folders, or what is there."""
    folder = (tmp_path / "notes").resolve()
    (folder / "deep").mkdir(parents=True)
    (folder / "fugue.md").write_text(FUGUES, encoding="utf-8")
    (folder / "deep" / "engine.md").write_text(ENGINES, encoding="utf-8")
    made = compose(database, speaking, tmp_path, followed=[str(folder), str(tmp_path / "none")])
    made.users.add("guest", "user", "a long password")
    async with client_of(made, "owner") as owner, client_of(made, "guest") as guest:
        first = (await owner.post("/v1/taste/folders", json={})).json()
        assert {one["title"] for one in first["things"]} == {"fugue.md", "engine.md"}
        assert first["why"].startswith("Rate 5 more")
        assert first["why"].endswith("none is not there.")

        await rated(owner)
        await settled(made)
        told = (await owner.post("/v1/taste/folders", json={})).json()
        fugue, engine = told["things"]
        assert (fugue["key"], fugue["kind"]) == (str(folder / "fugue.md"), "page")
        assert fugue["value"] > 6 > 4 > engine["value"]
        assert fugue["reason"].startswith("like “Fugue")
        assert engine["reason"].startswith("like “Engine")
        above = (await owner.post("/v1/taste/folders", json={"least": 5, "limit": 1})).json()
        assert (len(above["things"]), above["below"]) == (1, 1)

        params = {"name": "fugue.md", "address": fugue["key"]}
        await owner.post("/v1/documents/file", params=params, content=FUGUES.encode())
        left = (await owner.post("/v1/taste/folders", json={})).json()["things"]
        assert [one["title"] for one in left] == ["engine.md"]

        assert (await owner.get("/v1/taste")).json()["folders"][0] == str(folder)
        assert (await guest.get("/v1/taste")).json()["folders"] == []
        assert (await guest.post("/v1/taste/folders", json={})).status_code == 403
        refused = await owner.post("/v1/taste/folders", json={"limit": 0})
        assert refused.status_code == 400
