"""Which addresses do points have?"""

from django.urls import path

from jinlin.services.points import desk, portal

app_name = "points"

urlpatterns = [
    # for everybody
    path("points/", portal.about, name="about"),
    path("points/heads/", portal.heads, name="heads"),
    path("points/stores/", portal.stores, name="stores"),
    path("points/stores/<uuid:pk>/", portal.store, name="store"),
    path("points/stores/<uuid:pk>/<int:year>-<int:month>/", portal.notice, name="notice"),
    # one's own
    path("points/me/", portal.mine, name="mine"),
    path("points/me/lines/<uuid:pk>/", portal.line, name="line"),
    path("points/me/orders/<uuid:pk>/", portal.my_order, name="my_order"),
    path("points/me/orders/<uuid:pk>/<str:move>/", portal.my_move, name="my_move"),
    path("points/items/<uuid:pk>/", portal.order, name="order"),
    # desk
    path("desk/points/", desk.counter, name="counter"),
    path("desk/points/accounts/<uuid:pk>/", desk.account, name="account"),
    path("desk/points/orders/", desk.orders, name="orders"),
    path("desk/points/orders/<uuid:pk>/", desk.order, name="desk_order"),
    path("desk/points/orders/<uuid:pk>/<str:move>/", desk.order_move, name="order_move"),
    path("desk/points/transfers/export/", desk.export, name="export"),
    path("desk/points/transfers/<uuid:pk>/", desk.transfer, name="transfer"),
    path("desk/points/reversals/", desk.reversals, name="reversals"),
    path("desk/points/reversals/<uuid:pk>/", desk.reversal, name="reversal"),
    path("desk/points/reversals/<uuid:pk>/<str:move>/", desk.reversal_move, name="reversal_move"),
    path("desk/points/stock/", desk.stock, name="stock"),
    path("desk/points/stock/new/", desk.new_item, name="new_item"),
    path("desk/points/stock/<uuid:pk>/", desk.item, name="stock_item"),
    path("desk/points/stock/<uuid:pk>/change/", desk.change_item, name="change_item"),
    path("desk/points/stock/<uuid:pk>/receive/", desk.receive, name="receive"),
    path("desk/points/batches/<uuid:pk>/thank/", desk.thank, name="thank"),
    path("desk/points/stores/new/", desk.new_store, name="new_store"),
    path("desk/points/stores/<uuid:pk>/change/", desk.change_store, name="change_store"),
    path("desk/points/stores/<uuid:pk>/count/", desk.take_stock, name="take_stock"),
    path("desk/points/rules/", desk.rules, name="rules"),
]
