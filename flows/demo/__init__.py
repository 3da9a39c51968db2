"""The demo council: a council modelled on Sevenoaks in 2009-10, with two years of returns as people send them."""
