"""The programme's side: trainings, reminders, broadcasts, exports."""
