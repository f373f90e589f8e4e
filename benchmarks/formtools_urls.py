"""Where django-formtools' wizard is: Django wants a module for that."""

from django.urls import path

from benchmarks.formtools_wizard import wizard

urlpatterns = [path("assessment", wizard)]
