"""The return and the time after it: the tab of a case with its plans, and the aftercare of each child.

To add a form: `about=room.about("return_…")`, its name in `ui/draftstrip.FORMS`, one line in `goingon.py`.
"""
