"""How plugins are found, admitted and asked."""
