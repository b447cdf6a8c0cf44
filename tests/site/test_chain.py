"""From page to page by links alone: meeting → decision → requirement → campaign → answer, and all the way back."""

from __future__ import annotations

from urllib.parse import urljoin

from tests.sites import Site


def links(site: Site, at: str) -> set[str]:
    """Return where the article of a page leads, from the site's root, with anchors."""
    page = site.page(f"{at.partition('#')[0]}index.html")
    return {urljoin(f"/{at}", link).lstrip("/") for tag, link, _ in page.links if tag == "a" and "://" not in link}


def follow(site: Site, start: str, *way: str) -> None:
    """Walk along links; each step must be linked from the page before, and its anchor must be there."""
    at = start
    for step in way:
        assert step in links(site, at), f"{at} does not lead to {step}, but to {sorted(links(site, at))}"
        path, _, anchor = step.partition("#")
        assert not anchor or anchor in site.page(f"{path}index.html").ids, step
        at = step


def test_from_a_meeting_to_the_answers(example: Site) -> None:
    series, standard = "meetings/steering/", "standards/prepared-meetings/"
    session = "meetings/steering/2026-10-27/"
    follow(example, series, session)
    follow(example, series, f"{session}#sooner-notes")
    follow(example, session, f"{standard}#notes-published", "teams/payments/#standard-prepared-meetings")


def test_from_the_answers_back_to_the_meeting(example: Site) -> None:
    standard, session = "standards/prepared-meetings/", "meetings/steering/2026-10-27/"
    follow(example, "teams/payments/", f"{standard}#notes-published", f"{session}#sooner-notes", "meetings/steering/")


def test_between_a_campaign_and_everything_else(example: Site) -> None:
    campaign, standard, answers = (
        "campaigns/privacy-check/",
        "standards/customer-privacy/",
        "teams/claims/#standard-customer-privacy",
    )
    decision = next(link for link in sorted(links(example, campaign)) if link.startswith("meetings/") and "#" in link)
    follow(example, decision.partition("#")[0], campaign, standard)
    follow(example, standard, campaign, answers, campaign, decision)
    follow(example, "adoption/", answers, f"{standard}#report-incident")
    follow(example, "registers/decisions/", decision, campaign)


def test_a_requirement_leads_to_what_is_about_it(example: Site) -> None:
    requirement = "standards/first-contact/#greet-by-name"
    assert "campaigns/first-contact-autumn/" in links(example, requirement)
    assert "teams/front-desk/#standard-first-contact" in links(example, requirement)
    assert "teams/digital/#standard-self-service-portal" in links(example, "standards/self-service/")


def test_who_answers_for_what(example: Site) -> None:
    page = example.page("registers/responsibilities/index.html")
    assert "Held by nobody: Calendar keeper" in page.said.replace(" .", ".")
    follow(example, "registers/responsibilities/", "roles/calendar-keeper/")
    follow(
        example,
        "registers/responsibilities/",
        "standards/onboarding/",
        "roles/training-coordinator/",
        "people/sofia-lind/",
    )
