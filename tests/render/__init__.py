"""How documents look in Word: templates read, proved, filled."""
